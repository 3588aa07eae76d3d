package dev.tenon.transforms;

import dev.tenon.spi.StoredFile;
import dev.tenon.spi.TfRecords;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.function.IntConsumer;

/**
 * A file of records that is as it was written.
 *
 * @param path the file
 * @param bytes all of its bytes
 */
record ShardReader(String path, ByteBuffer bytes) {
  /**
   * Reads a file and compares it with what the manifest says of it.
   *
   * @throws UserError if it is missing or another
   */
  static ShardReader open(WorkDirectory workDirectory, Manifest.Shard shard) {
    StoredFile file = workDirectory.data().file(shard.file());
    try {
      ByteBuffer bytes = file.map();
      if (bytes.limit() != shard.bytes()) {
        throw damaged(
            file.path(), "it has " + bytes.limit() + " bytes instead of " + shard.bytes());
      }
      if (!HashingStream.sha256(bytes).equals(shard.sha256())) {
        throw damaged(file.path(), "its SHA-256 is not the manifest's");
      }
      return new ShardReader(file.path(), bytes);
    } catch (NoSuchFileException e) {
      throw new UserError(file.path() + " is missing" + Manifest.REMEDY, e);
    } catch (IOException e) {
      throw new UserError("cannot read " + file.path() + ": " + e.getMessage(), e);
    }
  }

  /** Gives the index at which each example begins. */
  void each(IntConsumer sink) {
    try {
      TfRecords.each(bytes, sink);
    } catch (IOException e) {
      throw damaged(path, "it " + e.getMessage());
    }
  }

  private static UserError damaged(String path, String how) {
    return new UserError(path + " is damaged: " + how + Manifest.REMEDY);
  }
}
