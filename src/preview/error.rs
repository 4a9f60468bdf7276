//! Why a preview could not start.

use std::fmt;
use std::io;

use crate::report::Lang;

use super::words::text;

/// The environment's failure: the command ends with status 2 after this one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// Another program listens on the port.
    PortInUse(u16),
    /// The system keeps the port for administrators.
    PortDenied(u16),
    /// The host is no name or address of this machine.
    Host(String),
    /// Anything else, in the operating system's own words.
    System(String),
}

impl Error {
    /// What the operating system answered when asked for the port on the host.
    pub(super) fn listen(host: &str, port: u16, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AddrInUse => Self::PortInUse(port),
            io::ErrorKind::PermissionDenied => Self::PortDenied(port),
            io::ErrorKind::AddrNotAvailable => Self::Host(host.to_owned()),
            _ => Self::System(error.to_string()),
        }
    }

    /// One line: what is wrong and what to do.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::PortInUse(port) => {
                let other = port.checked_add(1).unwrap_or(port - 1);
                text(lang, "port-in-use", &[("port", &port.to_string()), ("other", &other.to_string())])
            }
            Self::PortDenied(port) => text(lang, "port-denied", &[("port", &port.to_string())]),
            Self::Host(host) => text(lang, "host-unknown", &[("host", host)]),
            Self::System(reason) => text(lang, "cannot-start", &[("reason", reason)]),
        }
    }
}

impl From<getrandom::Error> for Error {
    fn from(error: getrandom::Error) -> Self {
        Self::System(error.to_string())
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::System(error.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for Error {}
