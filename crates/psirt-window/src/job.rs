//! Long work: how it tells its progress and how it is stopped.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use psirt_store::Stop;

use super::wire::{Failure, FailureCode, Progress, ProgressStep};

/// The jobs that are running, by the numbers the window gave them.
#[derive(Debug, Default)]
pub struct Jobs {
    stopped: Mutex<BTreeMap<u32, Arc<AtomicBool>>>,
}

impl Jobs {
    /// Begins a job; it may have been stopped before it began.
    pub fn begin(&self, job: u32, tell: impl Fn(Progress) + Send + Sync + 'static) -> Watch {
        Watch {
            stopped: self.flag(job),
            tell: Box::new(tell),
        }
    }

    /// Asks a job to stop.
    pub fn stop(&self, job: u32) {
        self.flag(job).store(true, Ordering::Relaxed);
    }

    /// Forgets a job that has ended, and the stops of those that had ended before.
    pub fn end(&self, job: u32) {
        let mut flags = self.flags();
        flags.remove(&job);
        flags.retain(|&other, flag| other > job || Arc::strong_count(flag) > 1);
    }

    fn flag(&self, job: u32) -> Arc<AtomicBool> {
        Arc::clone(self.flags().entry(job).or_default())
    }

    fn flags(&self) -> std::sync::MutexGuard<'_, BTreeMap<u32, Arc<AtomicBool>>> {
        self.stopped.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What long work is given to tell how far it is, and to learn that it should stop.
pub struct Watch {
    stopped: Arc<AtomicBool>,
    tell: Box<dyn Fn(Progress) + Send + Sync>,
}

impl Watch {
    /// Asks work below to stop when the person stops this.
    pub fn stop(&self) -> Stop {
        Stop::from(Arc::clone(&self.stopped))
    }

    /// Tells how far the work is.
    ///
    /// # Errors
    /// [`FailureCode::Cancelled`] where the person stopped it: the work ends here.
    pub fn tell(&self, step: ProgressStep, done: usize, total: usize) -> Result<(), Failure> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Failure::new(FailureCode::Cancelled, "stopped on request"));
        }
        (self.tell)(Progress { step, done, total });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_is_stopped_ends_at_its_next_step() {
        let jobs = Jobs::default();
        let watch = jobs.begin(1, |_| {});
        watch
            .tell(ProgressStep::Drawing, 0, 2)
            .expect("nobody has stopped it");
        jobs.stop(1);
        let failure = watch
            .tell(ProgressStep::Drawing, 1, 2)
            .expect_err("it was stopped");
        assert_eq!(failure.code, FailureCode::Cancelled);
    }

    #[test]
    fn a_job_stopped_before_it_begins_never_works() {
        let jobs = Jobs::default();
        jobs.stop(7);
        let watch = jobs.begin(7, |_| {});
        assert!(watch.tell(ProgressStep::Reading, 0, 0).is_err());
    }

    #[test]
    fn nothing_is_remembered_of_jobs_that_have_ended() {
        let jobs = Jobs::default();
        for job in 0..10 {
            drop(jobs.begin(job, |_| {}));
            jobs.end(job);
            jobs.stop(job);
        }
        jobs.end(9);
        assert!(jobs.flags().is_empty());
    }
}
