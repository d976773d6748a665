//! Files are read in processes of their own, so that no file can take the program down.
//!
//! A parser that overflows its stack or meets the end of memory ends its process, and nothing inside that
//! process can catch it; one that runs for minutes cannot be stopped from outside but by ending it. So the
//! program starts itself a second time as a reader, which has a limit of memory, and of processor time for
//! each file. Bytes go in, articles come back in the form of the cache; a reader that ends costs its one
//! file. Only a program that says so with [`isolate`] works in this way: its executable must answer to
//! [`is_reader`]. Everybody else, and systems other than Unix, read within the process.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

#[cfg(unix)]
pub use unix::{is_reader, isolate, serve};

use crate::collection::{Contents, Problem};
use crate::ingest;
use crate::ingest::sidecar::{self, Entry};
#[cfg(unix)]
use crate::storage::cache::decode;

/// The processes that read the files of one loading; they end when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Readers {
    #[cfg(unix)]
    idle: std::sync::Mutex<Vec<unix::Process>>,
}

/// What is in a file, and the same in the form of the cache where it came so: a long article need not be
/// written a second time.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) contents: Contents,
    pub(super) encoded: Option<Vec<u8>>,
}

impl Readers {
    /// What is in the `bytes` of the file `path`.
    pub(super) fn read(&self, path: &Path, bytes: Vec<u8>, limits: ingest::Limits) -> Parsed {
        #[cfg(unix)]
        if let Some(answer) = self.read_apart(path, &bytes, limits) {
            drop(bytes);
            return match answer.map(|answer| (decode(path, &answer), answer)) {
                Ok((Some(contents), encoded)) => Parsed { contents, encoded: Some(encoded) },
                Ok((None, _)) => Parsed { contents: broken(path), encoded: None },
                Err(problem) => Parsed { contents: Contents::refused(problem), encoded: None },
            };
        }
        Parsed { contents: parsed(path, &bytes, limits), encoded: None }
    }

    /// What `bytes` of the file `path` say of others; nothing if it is no such file.
    ///
    /// # Errors
    /// If it cannot be read within what a file may cost.
    pub(super) fn sidecar(&self, path: &Path, bytes: &[u8]) -> Result<Vec<Entry>, Problem> {
        #[cfg(unix)]
        if let Some(entries) = self.sidecar_apart(path, bytes) {
            return entries;
        }
        Ok(entries(path, bytes))
    }
}

/// What `bytes` say of other files. A parser that fails says nothing.
fn entries(path: &Path, bytes: &[u8]) -> Vec<Entry> {
    let read = AssertUnwindSafe(|| sidecar::read(path, bytes));
    catch_unwind(read).ok().flatten().unwrap_or_default()
}

/// What is in `bytes`. A parser that fails must not take the articles down that can be read.
fn parsed(path: &Path, bytes: &[u8], limits: ingest::Limits) -> Contents {
    catch_unwind(AssertUnwindSafe(|| ingest::open(path, bytes, limits)))
        .unwrap_or_else(|_| broken(path))
}

/// What is said of a file over which its parser or its reader failed.
fn broken(path: &Path) -> Contents {
    let message = "its inside is broken beyond reading: save the article again, or as text";
    Contents::refused(Problem::with(path, message))
}

#[cfg(unix)]
mod unix {
    use std::env;
    use std::io::{self, Read, Write, stdin, stdout};
    use std::os::fd::AsFd;
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::path::{Path, PathBuf};
    use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{MutexGuard, PoisonError};
    use std::time::{Duration, Instant};

    use rayon::ThreadPoolBuilder;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use super::{Readers, entries, parsed};
    use crate::collection::Problem;
    use crate::ingest;
    use crate::ingest::sidecar::Entry;
    use crate::storage::articles::STACK;
    use crate::storage::cache::{decode_entries, encode, encode_entries};
    use crate::text::packed::{Reader, Writer};

    /// The name under which the program is started to read files.
    const NAME: &str = "variorum: reading";
    /// Bytes of memory that a reader may have.
    const MEMORY: u64 = 1 << 30;
    /// Seconds of processor time for a small file, and bytes for which there is another.
    const SECONDS: u64 = 20;
    const BYTES_A_SECOND: u64 = 256 << 10;
    /// A reader that has not answered after so many times its processor time waits for something that never
    /// comes.
    const WAITING: u64 = 10;

    /// Whether files are read in processes of their own.
    static ISOLATED: AtomicBool = AtomicBool::new(false);

    /// From now on files are read in processes of their own.
    pub fn isolate() {
        ISOLATED.store(true, Ordering::SeqCst);
    }

    /// Whether this process was started to read files: then it must [`serve`] and end.
    pub fn is_reader() -> bool {
        env::args_os().next().is_some_and(|name| name == NAME)
    }

    /// Reads what comes through standard input until there is no more.
    ///
    /// # Errors
    /// If nobody takes the answers.
    pub fn serve() -> io::Result<()> {
        limit(Resource::As, MEMORY);
        // A reader that breaks down is no reason to write its memory to the disk.
        limit(Resource::Core, 0);
        let pool = || ThreadPoolBuilder::new().num_threads(1);
        // Where no thread with a large stack can be had, the one there is does the work.
        let pool =
            pool().stack_size(STACK).build().or_else(|_| pool().use_current_thread().build());
        let pool = pool.map_err(io::Error::other)?;
        let (mut questions, mut answers) = (stdin().lock(), stdout().lock());
        while let Some(question) = receive(&mut questions)? {
            let Some((asked, path, bytes)) = understood(&question) else { return Ok(()) };
            if let Some(seconds) = used() {
                limit(Resource::Cpu, seconds + asked.time_for(bytes));
            }
            let answer = match asked {
                Asked::Articles(limits) => {
                    let contents = pool.install(|| parsed(&path, bytes, limits));
                    drop(question);
                    pool.install(|| encode(&contents))
                }
                Asked::Sidecar => pool.install(|| encode_entries(&entries(&path, bytes))),
            };
            send(&mut answers, &[&answer])?;
        }
        Ok(())
    }

    /// Sets a limit, but never above the one there is.
    fn limit(of: Resource, most: u64) {
        let maximum = getrlimit(of).maximum;
        let current = Some(maximum.map_or(most, |maximum| maximum.min(most)));
        // Where it cannot be set, the reader's end still costs no more than its file.
        let _ = setrlimit(of, Rlimit { current, maximum });
    }

    /// Seconds of processor time that this process has used.
    fn used() -> Option<u64> {
        u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).ok()
    }

    /// What is asked of a file.
    #[derive(Debug, Clone, Copy)]
    enum Asked {
        /// The articles in it, within limits.
        Articles(ingest::Limits),
        /// What it says of others.
        Sidecar,
    }

    impl Asked {
        /// Seconds of processor time that a file of these bytes may take.
        fn time_for(self, bytes: &[u8]) -> u64 {
            match self {
                Self::Articles(_) => {
                    SECONDS + u64::try_from(bytes.len()).unwrap_or(u64::MAX) / BYTES_A_SECOND
                }
                // All articles wait for it.
                Self::Sidecar => SECONDS,
            }
        }
    }

    /// Sends a message: its length, then its parts.
    fn send(to: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        to.write_all(&u64::try_from(length).unwrap_or(u64::MAX).to_le_bytes())?;
        parts.iter().try_for_each(|part| to.write_all(part))?;
        to.flush()
    }

    /// The next message; `None` at the end.
    fn receive(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
        let mut length = [0; 8];
        if let Err(error) = from.read_exact(&mut length) {
            let end = error.kind() == io::ErrorKind::UnexpectedEof;
            return if end { Ok(None) } else { Err(error) };
        }
        let length = u64::from_le_bytes(length);
        let mut message = Vec::new();
        message.try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX))?;
        let read = from.take(length).read_to_end(&mut message)?;
        let whole = u64::try_from(read) == Ok(length);
        if whole { Ok(Some(message)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// What stands in a question before the bytes of the file.
    fn head(asked: Asked, path: &Path) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.bytes(path.as_os_str().as_encoded_bytes());
        let limits = match asked {
            Asked::Articles(limits) => Some(limits),
            Asked::Sidecar => None,
        };
        writer.maybe(limits.as_ref(), |writer, limits| writer.count(limits.html_depth));
        writer.finish()
    }

    fn understood(question: &[u8]) -> Option<(Asked, PathBuf, &[u8])> {
        let mut reader = Reader::new(question);
        let path = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(reader.bytes()?);
        let depth = reader.maybe(Reader::count)?;
        let asked = depth
            .map_or(Asked::Sidecar, |html_depth| Asked::Articles(ingest::Limits { html_depth }));
        Some((asked, path.into(), question.get(reader.position()..)?))
    }

    /// A process that reads.
    #[derive(Debug)]
    pub(super) struct Process {
        child: Child,
        questions: ChildStdin,
        answers: ChildStdout,
    }

    impl Process {
        fn start() -> io::Result<Self> {
            // The file itself, even if another was put in its place meanwhile.
            let itself = Path::new("/proc/self/exe");
            let program = if itself.exists() { itself.to_owned() } else { env::current_exe()? };
            let mut child = Command::new(program)
                .arg0(NAME)
                // Keys of the terminal that mean the program are not for its readers.
                .process_group(0)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()?;
            match (child.stdin.take(), child.stdout.take()) {
                (Some(questions), Some(answers)) => Ok(Self { child, questions, answers }),
                _ => Err(io::ErrorKind::BrokenPipe.into()),
            }
        }

        /// What is in the file; an error if the process ended over it, or must be ended.
        fn ask(&mut self, asked: Asked, path: &Path, bytes: &[u8]) -> io::Result<Vec<u8>> {
            send(&mut self.questions, &[&head(asked, path), bytes])?;
            let seconds = WAITING * asked.time_for(bytes);
            let deadline = Instant::now() + Duration::from_secs(seconds);
            let mut answers = DeadlinePipe { from: &mut self.answers, deadline };
            receive(&mut answers)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
        }

        /// Ends it; how it ended.
        fn end(mut self) -> Option<ExitStatus> {
            // One that has ended already cannot be killed.
            let _ = self.child.kill();
            self.child.wait().ok()
        }
    }

    impl Drop for Readers {
        fn drop(&mut self) {
            for process in self.idle().drain(..) {
                process.end();
            }
        }
    }

    /// A pipe that is not waited for beyond a deadline.
    struct DeadlinePipe<'a> {
        from: &'a mut ChildStdout,
        deadline: Instant,
    }

    impl Read for DeadlinePipe<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let left = self.deadline.saturating_duration_since(Instant::now());
            let left = Timespec::try_from(left).map_err(io::Error::other)?;
            let mut ready = [PollFd::from_borrowed_fd(self.from.as_fd(), PollFlags::IN)];
            if poll(&mut ready, Some(&left))? == 0 {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.from.read(buffer)
        }
    }

    impl Readers {
        fn idle(&self) -> MutexGuard<'_, Vec<Process>> {
            // Nothing is left half done under the lock: each change is one push or pop.
            self.idle.lock().unwrap_or_else(PoisonError::into_inner)
        }

        /// What another process reads in the file, in the form of the cache; `None` where there is no other
        /// process.
        pub(super) fn read_apart(
            &self,
            path: &Path,
            bytes: &[u8],
            limits: ingest::Limits,
        ) -> Option<Result<Vec<u8>, Problem>> {
            self.apart(Asked::Articles(limits), path, bytes)
        }

        /// What another process reads in a file that may say something of others.
        pub(super) fn sidecar_apart(
            &self,
            path: &Path,
            bytes: &[u8],
        ) -> Option<Result<Vec<Entry>, Problem>> {
            match self.apart(Asked::Sidecar, path, bytes)? {
                Ok(answer) => decode_entries(&answer).map(Ok),
                Err(problem) => Some(Err(problem)),
            }
        }

        /// The answer of another process, or what is said of a file over which it ended.
        fn apart(
            &self,
            asked: Asked,
            path: &Path,
            bytes: &[u8],
        ) -> Option<Result<Vec<u8>, Problem>> {
            if !ISOLATED.load(Ordering::SeqCst) {
                return None;
            }
            let idle = self.idle().pop();
            let mut process = idle.map_or_else(Process::start, Ok).ok()?;
            match process.ask(asked, path, bytes) {
                Ok(answer) => {
                    self.idle().push(process);
                    Some(Ok(answer))
                }
                Err(error) => {
                    let ended = process.end();
                    let late = error.kind() == io::ErrorKind::TimedOut
                        || ended.and_then(|ended| ended.signal())
                            == Some(signal_hook::consts::SIGXCPU);
                    Some(Err(Problem::with(path, why(late, asked, asked.time_for(bytes)))))
                }
            }
        }
    }

    /// What is said of a file over which its reader ended.
    fn why(late: bool, asked: Asked, seconds: u64) -> String {
        let advice = match asked {
            Asked::Articles(_) => "save the article again, or as text",
            Asked::Sidecar => "what it says of the articles is left out, export it again",
        };
        if late {
            return format!("reading it takes longer than {seconds} seconds: {advice}");
        }
        let limit = getrlimit(Resource::As).current;
        let megabytes = limit.map_or(MEMORY, |limit| limit.min(MEMORY)) >> 20;
        format!("it lies too deep in itself, or takes more than {megabytes} MB to read: {advice}")
    }
}
