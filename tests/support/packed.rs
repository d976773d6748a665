//! Packed folders, as books, documents and exports are.

use std::io::{Cursor, Write};

/// A packed folder of these files, each with its name and what is in it (`str` or bytes).
pub(crate) fn packed<T: AsRef<[u8]> + ?Sized>(files: &[(&str, &T)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(contents.as_ref()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
