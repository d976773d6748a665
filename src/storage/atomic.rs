//! Files written whole or not at all.
//!
//! A new file beside the old one, its bytes brought to the disk, put in the old one's place by renaming,
//! the folder brought to the disk: whoever reads, or whatever stops the program, finds the old or the
//! new content. [`FileSystem`] is the one seam through which all of it goes.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use ulid::Ulid;

/// What a file is for: who may read it, and whether it must outlive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The reader's own: nobody else may read it, and it is on the disk when writing it returns.
    Own,
    /// For other programs: on the disk too, and as readable as new files are here.
    Shared,
    /// It can be made again: nobody waits for the disk.
    Cache,
}

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// The new one takes its place.
    Over,
    /// It stays, and writing fails.
    New,
}

/// What writing needs of a file system.
pub trait FileSystem {
    /// An open file.
    type File;
    /// Creates `path` for writing; fails if it exists.
    fn create_new(&self, path: &Path, kind: Kind) -> io::Result<Self::File>;
    /// Writes all of `bytes`.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Returns when the file's bytes are on the disk.
    fn sync(&self, file: &mut Self::File) -> io::Result<()>;
    /// Puts `from` in the place of `to`, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts `from` at `to`, in one step; fails if something is there.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Says of a file that it was changed now.
    fn touch(&self, path: &Path) -> io::Result<()>;
    /// Returns when the names in `folder` are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Creates a folder and those above it.
    fn create_folder(&self, folder: &Path, kind: Kind) -> io::Result<()>;
}

/// The file system of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl FileSystem for Disk {
    type File = File;

    fn create_new(&self, path: &Path, kind: Kind) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if kind != Kind::Shared {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        options.open(path)
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

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if fs::hard_link(from, to).is_ok() {
            // Should the old name stay, it is cleaned later.
            return fs::remove_file(from).or(Ok(()));
        }
        // Something is there, which is found out again, or there are no second names on this file system: the
        // name is taken first, then given to the file.
        self.create_new(to, Kind::Own)?;
        fs::rename(from, to).inspect_err(|_| drop(fs::remove_file(to)))
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        File::options().append(true).open(path)?.set_modified(SystemTime::now())
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

    fn create_folder(&self, folder: &Path, kind: Kind) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        if kind != Kind::Shared {
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        }
        builder.create(folder)
    }
}

impl<F: FileSystem> FileSystem for &F {
    type File = F::File;

    fn create_new(&self, path: &Path, kind: Kind) -> io::Result<F::File> {
        (**self).create_new(path, kind)
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

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        (**self).rename_new(from, to)
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        (**self).touch(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        (**self).sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        (**self).remove(path)
    }

    fn create_folder(&self, folder: &Path, kind: Kind) -> io::Result<()> {
        (**self).create_folder(folder, kind)
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
        io::ErrorKind::FileTooLarge => {
            "a limit on the size of files (see ulimit -f) is reached".to_owned()
        }
        io::ErrorKind::ResourceBusy => "another program is writing there, try again".to_owned(),
        io::ErrorKind::NotADirectory => "a file is where a folder should be".to_owned(),
        _ => {
            let said = error.to_string();
            // The number says nothing to a reader.
            said.split(" (os error").next().unwrap_or(&said).to_owned()
        }
    }
}

/// The end of the names of files that are not yet in place.
const TEMPORARY: &str = ".tmp";
/// A file that is not yet in place after this time belongs to a write that was cut off.
const STALE: Duration = Duration::from_mins(1);

/// What the file at `path` holds; `None` where there is none.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(DiskError::at(Step::Read, path)(error)),
    }
}

/// Writes `bytes` to `path`, making its folder where needed; when it returns, they are on the disk.
/// After an error the old content stands, but for one at [`Step::SyncFolder`]: then the new content
/// is in place, and whether it outlives a power cut is not known.
pub fn write(path: &Path, bytes: &[u8], kind: Kind) -> Result<(), DiskError> {
    write_through(&Disk, path, bytes, kind, Placing::Over)
}

/// [`write()`] for a file that is not there yet: one made meanwhile stays, and that is an error of the
/// kind [`io::ErrorKind::AlreadyExists`].
pub fn write_new(path: &Path, bytes: &[u8], kind: Kind) -> Result<(), DiskError> {
    write_through(&Disk, path, bytes, kind, Placing::New)
}

/// [`write()`] through any file system.
pub fn write_through<F: FileSystem>(
    disk: &F,
    path: &Path,
    bytes: &[u8],
    kind: Kind,
    placing: Placing,
) -> Result<(), DiskError> {
    let folder = folder_of(path);
    make_folder(disk, folder, kind)?;
    let temporary = folder.join(format!(".{}{TEMPORARY}", Ulid::new()));
    let mut file =
        disk.create_new(&temporary, kind).map_err(DiskError::at(Step::Create, folder))?;
    let placed = disk
        .write(&mut file, bytes)
        .map_err(DiskError::at(Step::Write, &temporary))
        .and_then(|()| match kind {
            Kind::Cache => Ok(()),
            _ => disk.sync(&mut file).map_err(DiskError::at(Step::Sync, folder)),
        })
        .and_then(|()| {
            let placed = match placing {
                Placing::Over => disk.rename(&temporary, path),
                Placing::New => disk.rename_new(&temporary, path),
            };
            placed.map_err(DiskError::at(Step::Rename, path))
        });
    drop(file);
    if let Err(error) = placed {
        // What cannot be removed now is listed and cleaned later.
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    match kind {
        Kind::Cache => Ok(()),
        _ => disk.sync_folder(folder).map_err(DiskError::at(Step::SyncFolder, folder)),
    }
}

/// The folder in which `path` lies.
fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Makes `folder` and those above it where they are missing, and brings their names to the disk.
pub fn make_folder<F: FileSystem>(disk: &F, folder: &Path, kind: Kind) -> Result<(), DiskError> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && !above.is_dir())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    disk.create_folder(folder, kind).map_err(DiskError::at(Step::Folder, folder))?;
    for made in missing {
        let above = folder_of(made);
        disk.sync_folder(above).map_err(DiskError::at(Step::SyncFolder, above))?;
    }
    Ok(())
}

/// Whether a cut-off write left this file; one that may still be going on did not.
fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let age = || fs::symlink_metadata(path).ok()?.modified().ok()?.elapsed().ok();
    name.starts_with(b".")
        && name.ends_with(TEMPORARY.as_bytes())
        && age().is_some_and(|age| age > STALE)
}

/// Removes what cut-off writes left in `folder`, but not below it; returns what that was.
pub fn clean<F: FileSystem>(disk: &F, folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let left: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| is_leftover(path)).collect();
    for path in &left {
        disk.remove(path).map_err(DiskError::at(Step::Remove, path))?;
    }
    Ok(left)
}
