package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.training.RoundFiles;
import dev.tenon.training.RoundJob;
import dev.tenon.training.WorkDirectory;
import java.io.Serializable;

/**
 * What all steps of a job need to know.
 *
 * @param blueprint the experiment
 * @param workDirectory the path of the work directory
 * @param pieceBytes the most bytes of a piece
 */
record RoundPlan(Blueprint blueprint, String workDirectory, int pieceBytes)
    implements Serializable {
  WorkDirectory directory() {
    return Locations.workDirectory(workDirectory);
  }

  Experiment experiment() {
    return blueprint.read();
  }

  Pieces pieces() {
    return new Pieces(pieceBytes);
  }

  RoundFiles files(RoundJob job) {
    return new RoundFiles(directory(), experiment(), job, Workshop.console());
  }
}
