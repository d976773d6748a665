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

/// The processes that read the files of one loading; they end when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Readers {
    #[cfg(unix)]
    idle: std::sync::Mutex<Vec<unix::Process>>,
}

impl Readers {
    /// What is in the `bytes` of the file `path`.
    pub(super) fn read(&self, path: &Path, bytes: &[u8], limits: ingest::Limits) -> Contents {
        #[cfg(unix)]
        if let Some(contents) = self.read_apart(path, bytes, limits) {
            return contents;
        }
        parsed(path, bytes, limits)
    }
}

/// What is in `bytes`. A parser that fails must not take the articles down that can be read.
fn parsed(path: &Path, bytes: &[u8], limits: ingest::Limits) -> Contents {
    catch_unwind(AssertUnwindSafe(|| ingest::open(path, bytes, limits))).unwrap_or_else(|_| {
        let message = "its inside is broken beyond reading: save the article again, or as text";
        Contents::refused(Problem::with(path, message))
    })
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

    use super::{Readers, parsed};
    use crate::collection::{Contents, Problem};
    use crate::ingest;
    use crate::storage::articles::STACK;
    use crate::storage::cache::{decode, encode};
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
            let Some((path, limits, bytes)) = understood(&question) else { return Ok(()) };
            if let Some(seconds) = used() {
                limit(Resource::Cpu, seconds + time_for(bytes) + 1);
            }
            let answer = pool.install(|| encode(&parsed(&path, bytes, limits)));
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

    /// Seconds of processor time that a file of these bytes may take.
    fn time_for(bytes: &[u8]) -> u64 {
        SECONDS + u64::try_from(bytes.len()).unwrap_or(u64::MAX) / BYTES_A_SECOND
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
        let read = from.take(length).read_to_end(&mut message)?;
        let whole = u64::try_from(read) == Ok(length);
        if whole { Ok(Some(message)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// What stands in a question before the bytes of the file.
    fn head(path: &Path, limits: ingest::Limits) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.bytes(path.as_os_str().as_encoded_bytes());
        writer.count(limits.html_depth);
        writer.finish()
    }

    fn understood(question: &[u8]) -> Option<(PathBuf, ingest::Limits, &[u8])> {
        let mut reader = Reader::new(question);
        let path = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(reader.bytes()?);
        let limits = ingest::Limits { html_depth: reader.count()? };
        Some((path.into(), limits, question.get(reader.position()..)?))
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
        fn ask(&mut self, head: &[u8], bytes: &[u8]) -> io::Result<Vec<u8>> {
            send(&mut self.questions, &[head, bytes])?;
            let deadline = Instant::now() + Duration::from_secs(WAITING * time_for(bytes));
            let mut answers = Patient { from: &mut self.answers, deadline };
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
    struct Patient<'a> {
        from: &'a mut ChildStdout,
        deadline: Instant,
    }

    impl Read for Patient<'_> {
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

        /// What another process reads in the file; `None` where there is no other process.
        pub(super) fn read_apart(
            &self,
            path: &Path,
            bytes: &[u8],
            limits: ingest::Limits,
        ) -> Option<Contents> {
            if !ISOLATED.load(Ordering::SeqCst) {
                return None;
            }
            let idle = self.idle().pop();
            let mut process = idle.map_or_else(Process::start, Ok).ok()?;
            match process.ask(&head(path, limits), bytes) {
                Ok(answer) => {
                    self.idle().push(process);
                    decode(path, &answer)
                }
                Err(error) => {
                    let ended = process.end();
                    let late = error.kind() == io::ErrorKind::TimedOut
                        || ended.and_then(|ended| ended.signal())
                            == Some(signal_hook::consts::SIGXCPU);
                    Some(Contents::refused(Problem::with(path, why(late, time_for(bytes)))))
                }
            }
        }
    }

    /// What is said of a file over which its reader ended.
    fn why(late: bool, seconds: u64) -> String {
        if late {
            return format!(
                "reading it takes longer than {seconds} seconds: save the article again, or as text"
            );
        }
        let limit = getrlimit(Resource::As).current;
        let megabytes = limit.map_or(MEMORY, |limit| limit.min(MEMORY)) >> 20;
        format!(
            "it lies too deep in itself, or takes more than {megabytes} MB to read: \
             save the article again, or as text"
        )
    }
}
