package dev.tenon.training;

/** What carries out {@link RoundJob jobs}: this process, or a pipeline. */
public interface RoundJobs {
  /** Returns how many rounds a job should have at most; a job that is lost costs as many. */
  int roundsPerJob();

  /**
   * Carries out a job. When this returns, the checkpoint that the job ends with is written.
   *
   * @param job the job
   */
  void run(RoundJob job);
}
