package dev.tenon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.experiment.Codec;
import dev.tenon.experiment.Experiment;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The experiment of which a work directory holds a run.
 *
 * @param directory the work directory
 * @param json the text
 */
record StoredExperiment(WorkDirectory directory, String json) {
  /**
   * Reads it.
   *
   * @throws UserError if there is none
   */
  static StoredExperiment read(WorkDirectory directory) {
    StoredFile file = directory.experiment();
    if (!file.exists()) {
      throw new UserError(
          "there is no run in "
              + directory.path()
              + ": it has no experiment.json; give the folder that a run has written");
    }
    try {
      return new StoredExperiment(directory, file.text());
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e, e);
    }
  }

  /** Returns the experiment. */
  Experiment decode(Codec codec) {
    return codec.read(json, directory.experiment().path());
  }

  /**
   * Requires that another experiment could have come to where this one is.
   *
   * @throws UserError if it could not, with what differs
   */
  void requireSame(Codec codec, Experiment other) {
    if (!codec.fingerprint(decode(codec)).equals(codec.fingerprint(other))) {
      throw new UserError(
          "the run in "
              + directory.path()
              + " is of another experiment, which differs in "
              + String.join(", ", differences(codec.write(other)))
              + "; resume with the same experiment and options, or choose another work directory");
    }
  }

  private List<String> differences(String other) {
    try {
      JsonMapper mapper = new JsonMapper();
      JsonNode ours = mapper.readTree(json);
      JsonNode theirs = mapper.readTree(other);
      return theirs.properties().stream()
          .filter(part -> !Objects.equals(ours.get(part.getKey()), part.getValue()))
          .map(Map.Entry::getKey)
          .filter(key -> !key.equals("epochs"))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("both were read before", e);
    }
  }
}
