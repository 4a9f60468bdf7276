//! The build script: lists the files that `torg init` writes, so that they travel inside the binary, and gives each
//! binary a name of its own by which caches are told apart.
//!
//! A script rather than a list by hand, because a theme gains and loses files; and rather than a library, because Cargo
//! must notice that a file has come or gone.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The lists' names and the folders they are made of.
const LISTS: [(&str, &str); 3] =
    [("SV", "src/cli/starter/sv"), ("EN", "src/cli/starter/en"), ("THEME", "themes/torget")];

#[expect(clippy::disallowed_methods, reason = "a build script writes into Cargo's folder")]
#[expect(clippy::print_stdout, reason = "a build script speaks to Cargo on standard output")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for (name, folder) in LISTS {
        println!("cargo:rerun-if-changed={folder}");
        let mut paths = Vec::new();
        collect(&root.join(folder), &mut paths)?;
        paths.sort();
        let _ = writeln!(code, "static {name}: &[(&str, &[u8])] = &[");
        for path in &paths {
            let below = path.strip_prefix(root.join(folder)).map_err(io::Error::other)?;
            let below = below.to_string_lossy().replace('\\', "/");
            let path = path.to_string_lossy();
            let _ = writeln!(code, "    ({below:?}, include_bytes!({path:?})),");
        }
        let _ = writeln!(code, "];");
    }
    // Binaries made of other sources, or with other versions of what they are built on, share no cache.
    let mut hasher = DefaultHasher::new();
    let mut paths = vec![root.join("Cargo.lock")];
    collect(&root.join("src"), &mut paths)?;
    paths.sort();
    for path in &paths {
        path.strip_prefix(&root).map_err(io::Error::other)?.hash(&mut hasher);
        fs::read(path)?.hash(&mut hasher);
    }
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rustc-env=TORG_BUILD={:016x}", hasher.finish());
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("Cargo names the folder"))?;
    fs::write(Path::new(&out).join("starter.rs"), code)
}

/// All files below a folder, hidden ones left out; none where there is no folder.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden {
            collect(&path, paths)?;
        } else if !hidden {
            paths.push(path);
        }
    }
    Ok(())
}
