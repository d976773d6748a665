//! Paths as text in the program's own files, without loss where a name is no UTF-8.

use std::path::{Path, PathBuf};

/// What such a text begins with; the bytes behind it are percent-encoded where they are no plain ASCII.
const BYTES: &str = "bytes:";

/// `path` as text: itself, if it is text.
pub fn to_text(path: &Path) -> String {
    match path.to_str() {
        Some(text) if !text.starts_with(BYTES) => text.to_owned(),
        _ => {
            let bytes = path.as_os_str().as_encoded_bytes().iter();
            let encoded = bytes.map(|&byte| match byte {
                b'%' | 0..=31 | 127.. => format!("%{byte:02x}"),
                byte => char::from(byte).to_string(),
            });
            format!("{BYTES}{}", encoded.collect::<String>())
        }
    }
}

/// The path of which [`to_text`] made `text`.
pub fn from_text(text: &str) -> PathBuf {
    match text.strip_prefix(BYTES) {
        Some(encoded) => path(decoded(encoded.as_bytes())),
        None => text.into(),
    }
}

/// The name of the file, without folders, in a text that [`to_text`] made.
pub fn file_name(text: &str) -> &str {
    let text = text.strip_prefix(BYTES).unwrap_or(text);
    text.rsplit(['/', '\\']).next().unwrap_or(text)
}

fn decoded(encoded: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(digits.unwrap_or(first));
        rest = behind.get(if digits.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    bytes
}

#[cfg(unix)]
fn path(bytes: Vec<u8>) -> PathBuf {
    <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes).into()
}

/// Names of other systems are text but for halves of characters, which are lost.
#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn every_path_comes_back() {
        let paths: [&[u8]; 6] =
            [b"/a/b.txt", b"/a\xff/%b.txt", b"bytes:x", "/ж".as_bytes(), b"/%zz\xfe%", b"\x80"];
        for bytes in paths {
            let path = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(from_text(&to_text(path)), path, "{}", to_text(path));
        }
        assert_eq!(to_text(Path::new("/a/ж%.txt")), "/a/ж%.txt");
    }
}
