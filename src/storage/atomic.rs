//! Files written whole or not at all.
//!
//! A new file beside the old one, its bytes brought to the disk, put in the old one's place by renaming,
//! the folder brought to the disk: whoever reads, or whatever stops the program, finds the old or the
//! new content. [`FileSystem`] is the one seam through which all of it goes.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// What writing needs of a file system.
pub trait FileSystem {
    /// An open file.
    type File;
    /// Creates `path` for writing; fails if it exists.
    fn create_new(&self, path: &Path) -> io::Result<Self::File>;
    /// Writes all of `bytes`.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Returns when the file's bytes are on the disk.
    fn sync(&self, file: &mut Self::File) -> io::Result<()>;
    /// Puts `from` in the place of `to`, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Returns when the names in `folder` are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Creates a folder and those above it.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The file system of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl FileSystem for Disk {
    type File = File;

    fn create_new(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &mut File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network file systems know no such thing and say so.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            outcome => outcome,
        }
    }

    /// Windows brings names to the disk by itself and lets nobody ask for it.
    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }
}

impl<F: FileSystem> FileSystem for &F {
    type File = F::File;

    fn create_new(&self, path: &Path) -> io::Result<F::File> {
        (**self).create_new(path)
    }

    fn write(&self, file: &mut F::File, bytes: &[u8]) -> io::Result<()> {
        (**self).write(file, bytes)
    }

    fn sync(&self, file: &mut F::File) -> io::Result<()> {
        (**self).sync(file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (**self).rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        (**self).sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        (**self).remove(path)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        (**self).create_folder(folder)
    }
}

/// What was being done when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display)]
pub enum Step {
    /// Making the folder.
    #[strum(to_string = "make the folder")]
    Folder,
    /// Making the new file.
    #[strum(to_string = "make a new file in")]
    Create,
    /// Writing it.
    #[strum(to_string = "write to")]
    Write,
    /// Bringing it to the disk.
    #[strum(to_string = "bring to the disk a file in")]
    Sync,
    /// Putting it in place.
    #[strum(to_string = "put in place a file in")]
    Rename,
    /// Bringing the folder to the disk.
    #[strum(to_string = "bring to the disk the folder")]
    SyncFolder,
    /// Reading.
    #[strum(to_string = "read")]
    Read,
    /// Removing.
    #[strum(to_string = "remove")]
    Remove,
}

/// A failed write or read: what, where and why, as one sentence for the reader.
#[derive(Debug)]
pub struct DiskError {
    /// What was being done.
    pub step: Step,
    /// The file, or the folder for what concerns it.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: cannot {} {}", reason(&self.source), self.step, self.path.display())
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl DiskError {
    /// An error of the system at this step.
    pub fn at(step: Step, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { step, path, source }
    }
}

/// What the system said, in words for a reader.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::AlreadyExists => "a file of that name is there already".to_owned(),
        io::ErrorKind::FileTooLarge => "the file would be too large".to_owned(),
        io::ErrorKind::NotADirectory => "a file is where a folder should be".to_owned(),
        _ => {
            let said = error.to_string();
            // The number says nothing to a reader.
            said.split(" (os error").next().unwrap_or(&said).to_owned()
        }
    }
}

/// The end of the names of files that are not yet in place.
pub const TEMPORARY: &str = ".tmp";

/// Writes `bytes` to `path`, making its folder where needed; when it returns, they are on the disk.
/// After an error the old content stands, but for one at [`Step::SyncFolder`]: then the new content
/// is in place, and whether it outlives a power cut is not known.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    write_through(&Disk, path, bytes)
}

/// [`write()`] through any file system.
pub fn write_through<F: FileSystem>(disk: &F, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    make_folder(disk, folder)?;
    let temporary = temporary_beside(path);
    let mut file = disk.create_new(&temporary).map_err(DiskError::at(Step::Create, folder))?;
    let placed = disk
        .write(&mut file, bytes)
        .map_err(DiskError::at(Step::Write, &temporary))
        .and_then(|()| disk.sync(&mut file).map_err(DiskError::at(Step::Sync, folder)))
        .and_then(|()| disk.rename(&temporary, path).map_err(DiskError::at(Step::Rename, folder)));
    drop(file);
    if let Err(error) = placed {
        // What cannot be removed now is listed and cleaned later.
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    disk.sync_folder(folder).map_err(DiskError::at(Step::SyncFolder, folder))
}

/// Makes `folder` and those above it where they are missing, and brings their names to the disk.
pub fn make_folder<F: FileSystem>(disk: &F, folder: &Path) -> Result<(), DiskError> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && !above.is_dir())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    disk.create_folder(folder).map_err(DiskError::at(Step::Folder, folder))?;
    for made in missing {
        let above = made.parent().filter(|above| !above.as_os_str().is_empty());
        let above = above.unwrap_or(Path::new("."));
        disk.sync_folder(above).map_err(DiskError::at(Step::SyncFolder, above))?;
    }
    Ok(())
}

/// A name in the same folder that no other write uses: process and count make it its own.
fn temporary_beside(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}-{}{TEMPORARY}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    path.with_file_name(name)
}
