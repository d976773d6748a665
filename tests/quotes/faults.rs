//! A file system that fails when told to.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io;
use std::path::Path;

use variorum::storage::atomic::{Disk, FileSystem, Kind};

/// What happens at the chosen step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The step fails with this error; later steps work.
    Error(io::ErrorKind),
    /// The program dies: the step is done by half, and nothing after it happens.
    Death,
}

/// The disk, with one fault at the step of this number, counted from 0.
#[derive(Debug)]
pub(crate) struct Faulty {
    step: Cell<usize>,
    fault: Option<(usize, Fault)>,
    dead: Cell<bool>,
    pub(crate) taken: RefCell<Vec<&'static str>>,
}

impl Faulty {
    pub(crate) fn at(step: usize, fault: Fault) -> Self {
        Self { fault: Some((step, fault)), ..Self::sound() }
    }

    pub(crate) fn sound() -> Self {
        Self {
            step: Cell::new(0),
            fault: None,
            dead: Cell::new(false),
            taken: RefCell::new(Vec::new()),
        }
    }

    pub(crate) fn steps(&self) -> usize {
        self.step.get()
    }

    /// Whether the step that begins now goes through; `Ok(false)`: by half.
    fn begin(&self, name: &'static str) -> io::Result<bool> {
        if self.dead.get() {
            return Err(io::Error::other("dead"));
        }
        let here = self.step.replace(self.step.get() + 1);
        self.taken.borrow_mut().push(name);
        match self.fault {
            Some((step, Fault::Error(kind))) if step == here => Err(kind.into()),
            Some((step, Fault::Death)) if step == here => {
                self.dead.set(true);
                Ok(false)
            }
            _ => Ok(true),
        }
    }

    fn whole<T>(&self, name: &'static str, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.begin(name)? { act() } else { Err(io::Error::other("dead")) }
    }
}

impl FileSystem for Faulty {
    type File = File;

    fn create_new(&self, path: &Path, kind: Kind) -> io::Result<File> {
        self.whole("create", || Disk.create_new(path, kind))
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if self.begin("write")? {
            return Disk.write(file, bytes);
        }
        Disk.write(file, bytes.get(..bytes.len() / 2).unwrap())?;
        Err(io::Error::other("dead"))
    }

    fn sync(&self, file: &mut File) -> io::Result<()> {
        self.whole("sync", || Disk.sync(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.whole("rename", || Disk.rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.whole("rename new", || Disk.rename_new(from, to))
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        self.whole("touch", || Disk.touch(path))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.whole("sync folder", || Disk.sync_folder(folder))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.whole("remove", || Disk.remove(path))
    }

    fn create_folder(&self, folder: &Path, kind: Kind) -> io::Result<()> {
        self.whole("create folder", || Disk.create_folder(folder, kind))
    }
}
