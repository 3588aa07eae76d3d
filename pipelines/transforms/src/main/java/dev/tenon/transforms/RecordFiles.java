package dev.tenon.transforms;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import dev.tenon.training.Dataset;
import dev.tenon.training.WorkDirectory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The records that {@link Ingest} has written, as a data set: mapped into memory, so that only what
 * is used takes any, and checked against the manifest's hashes when opened. Files of another
 * machine are copied to a disk of this one for as long as they are used.
 */
public final class RecordFiles implements Dataset {
  private final List<String> labels;
  private final List<Place> places;

  /** Where a record lies. */
  private record Place(String id, int label, double weight, ByteBuffer file, int at) {}

  private RecordFiles(List<String> labels, List<Place> places) {
    this.labels = labels;
    this.places = places;
  }

  /**
   * Opens a split.
   *
   * @param workDirectory where the data was ingested
   * @param split the split
   * @return its records
   * @throws UserError if there is no such data, or it is missing or damaged
   */
  public static RecordFiles open(WorkDirectory workDirectory, DataSplit split) {
    Manifest.Records records = Manifest.read(workDirectory).records(split);
    List<Place> places =
        records.shards().parallelStream()
            .flatMap(shard -> places(workDirectory, shard).stream())
            .sorted(Comparator.comparing(Place::id))
            .toList();
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i).id.equals(places.get(i - 1).id)) {
        throw new UserError(
            "two records of the "
                + split.label()
                + " data have the id "
                + places.get(i).id
                + "; its source must give each record an id of its own");
      }
    }
    return new RecordFiles(records.labels(), places);
  }

  private static List<Place> places(WorkDirectory workDirectory, Manifest.Shard shard) {
    ShardReader reader = ShardReader.open(workDirectory, shard);
    ByteBuffer bytes = reader.bytes();
    List<Place> places = new ArrayList<>();
    reader.each(
        at ->
            places.add(
                new Place(
                    ExampleCoder.id(bytes, at),
                    ExampleCoder.label(bytes, at),
                    ExampleCoder.weight(bytes, at),
                    bytes,
                    at)));
    return places;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public int size() {
    return places.size();
  }

  @Override
  public String id(int index) {
    return places.get(index).id;
  }

  @Override
  public int label(int index) {
    return places.get(index).label;
  }

  @Override
  public double weight(int index) {
    return places.get(index).weight;
  }

  @Override
  public Map<String, Integer> targets(int index) {
    return extras(index).targets();
  }

  @Override
  public Map<String, Feature> features(int index) {
    return extras(index).features();
  }

  private Extras extras(int index) {
    Place place = places.get(index);
    return ExampleCoder.extras(place.file, place.at);
  }

  @Override
  public Image image(int index) {
    Place place = places.get(index);
    return ExampleCoder.image(place.file, place.at);
  }

  @Override
  public void read(int index, Canvas canvas) {
    Place place = places.get(index);
    ExampleCoder.read(place.file, place.at, canvas);
  }
}
