//! The place on the network where the preview is found.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};

use super::Error;

/// A bound port.
#[derive(Debug)]
pub(super) struct Place {
    /// Takes connections.
    pub(super) listener: TcpListener,
    /// Where it listens; the port is the real one.
    pub(super) address: SocketAddr,
    /// The host as addresses write it: `127.0.0.1`, `[::1]`.
    pub(super) host: String,
}

impl Place {
    /// The port on the host, a name or an address with or without brackets.
    pub(super) fn open(host: &str, port: u16) -> Result<Self, Error> {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let addresses: Vec<SocketAddr> =
            (bare, port).to_socket_addrs().map_err(|_| Error::Host(host.to_owned()))?.collect();
        let failed = |error| Error::listen(host, port, &error);
        let listener = TcpListener::bind(&*addresses).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let host = if bare.contains(':') { format!("[{bare}]") } else { bare.to_owned() };
        Ok(Self { listener, address, host })
    }

    /// The address to open in a browser on this machine.
    pub(super) fn url(&self) -> String {
        let port = self.address.port();
        match self.address.ip() {
            ip if ip == Ipv4Addr::UNSPECIFIED => format!("http://{}:{port}/", Ipv4Addr::LOCALHOST),
            ip if ip == Ipv6Addr::UNSPECIFIED => format!("http://[{}]:{port}/", Ipv6Addr::LOCALHOST),
            _ => format!("http://{}:{port}/", self.host),
        }
    }

    /// Whether other machines can reach it.
    pub(super) fn is_open_to_others(&self) -> bool {
        !self.address.ip().is_loopback()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named() {
        let first = Place::open("127.0.0.1", 0).unwrap();
        let port = first.address.port();
        assert_eq!(Place::open("127.0.0.1", port).unwrap_err(), Error::PortInUse(port));
        assert_eq!(first.url(), format!("http://127.0.0.1:{port}/"));
        assert!(!first.is_open_to_others());
    }

    #[test]
    fn a_host_that_is_not_here_is_named() {
        assert_eq!(Place::open("192.0.2.1", 0).unwrap_err(), Error::Host("192.0.2.1".into()));
        assert_eq!(Place::open("no host", 0).unwrap_err(), Error::Host("no host".into()));
    }

    #[test]
    fn every_address_is_open_to_others() {
        let place = Place::open("0.0.0.0", 0).unwrap();
        assert!(place.is_open_to_others());
        assert_eq!(place.url(), format!("http://127.0.0.1:{}/", place.address.port()));
    }
}
