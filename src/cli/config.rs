//! `variorum config`: where the configuration lies, what holds, what is wrong with it.

use super::args::{Config, ConfigTask};
use super::output::{Failure, Outcome, Output};
use crate::config::{self, keys_file, settings_file};
use crate::storage::{Places, names};
use crate::text::numbers::counted;

pub(super) fn run(
    args: &Config,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let file = settings_file(places);
    match args.task.unwrap_or_default() {
        ConfigTask::Path => out.text(&format!("{}\n", file.display()))?,
        ConfigTask::Show => {
            let (config, problems) = config::load(places);
            out.problems(&problems);
            out.text(&config.settings.to_toml())?;
        }
        ConfigTask::Check => {
            let (_, mut problems) = config::load(places);
            problems.extend(names::load(places).err());
            out.problems(&problems);
            for file in [file, keys_file(places), names::file(places)] {
                let name = file.display().to_string();
                let state = match problems.iter().filter(|p| p.path.starts_with(&name)).count() {
                    _ if !file.exists() => "not there; the defaults hold".to_owned(),
                    0 => "fine".to_owned(),
                    count => counted(count, "mistake"),
                };
                out.text(&format!("{name}: {state}\n"))?;
            }
            if !problems.is_empty() {
                return Err(Failure::told("what is wrong keeps its default until it is mended"));
            }
        }
    }
    Ok(Outcome::Done)
}
