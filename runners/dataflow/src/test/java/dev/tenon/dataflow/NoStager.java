package dev.tenon.dataflow;

import com.google.api.services.dataflow.model.DataflowPackage;
import java.util.List;
import org.apache.beam.runners.dataflow.util.PackageUtil.StagedFile;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.options.PipelineOptions;

/** Says where files would be put, and puts them nowhere. */
public final class NoStager implements Stager {
  private NoStager() {}

  /** Beam looks for this. */
  public static NoStager fromOptions(PipelineOptions options) {
    return new NoStager();
  }

  @Override
  public List<DataflowPackage> stageFiles(List<StagedFile> files) {
    return files.stream().map(file -> at(file.getDestination())).toList();
  }

  @Override
  public DataflowPackage stageToFile(byte[] bytes, String name) {
    return at(name);
  }

  private static DataflowPackage at(String name) {
    return new DataflowPackage().setName(name).setLocation("gs://tenon-test/staging/" + name);
  }
}
