package dev.tenon.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.History;
import dev.tenon.spi.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What a checkpoint says of itself besides its tensors.
 *
 * @param tenon the version that wrote it
 * @param experiment the experiment's fingerprint
 * @param strategy the experiment's strategy, in words
 * @param data the data's fingerprint
 * @param epoch epochs done
 * @param step steps done
 * @param tensors the name of the file of tensors, in the same folder
 * @param sha256 that file's hash
 * @param history the results of the epochs done
 * @param measured what was measured in the epoch on the way, see {@link Measured#text}; empty
 *     between epochs
 */
record Manifest(
    String tenon,
    String experiment,
    String strategy,
    String data,
    int epoch,
    long step,
    String tensors,
    String sha256,
    List<History.Epoch> history,
    String measured) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  Manifest {
    history = List.copyOf(history);
    if (epoch != history.size()) {
      throw new IllegalArgumentException(epoch + " epochs done, but results of " + history.size());
    }
    if (!tensors.matches("[a-z0-9_-]+\\.safetensors")) {
      throw new IllegalArgumentException("tensors in a file of another name: " + tensors);
    }
  }

  /** A manifest with the hash of its own JSON, so that damage to it is noticed too. */
  private record Sealed(JsonNode manifest, String seal) {}

  void write(StoredFile file) {
    JsonNode tree = JSON.valueToTree(this);
    JsonNode whole = JSON.valueToTree(new Sealed(tree, seal(tree)));
    file.write(whole.toPrettyString() + "\n");
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException if it cannot be read or has been changed
   */
  static Manifest read(StoredFile file) throws IOException {
    try {
      Sealed whole = JSON.readValue(file.bytes(), Sealed.class);
      if (!seal(whole.manifest).equals(whole.seal)) {
        throw new IOException(file.name() + " does not match its own hash");
      }
      return JSON.treeToValue(whole.manifest, Manifest.class);
    } catch (JsonProcessingException e) {
      // What the parser says of it has several lines, and means nothing to the user.
      throw new IOException(file.name() + " is not what Tenon writes", e);
    }
  }

  private static String seal(JsonNode tree) {
    byte[] text = tree.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Hash.sha256().digest(text));
  }
}
