package dev.tenon.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.predict.Feed;
import dev.tenon.predict.ModelFile;
import dev.tenon.predict.Predict;
import dev.tenon.predict.Prediction;
import dev.tenon.predict.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * A Beam pipeline of its own: predicts image files, and writes {@code predictions.jsonl} and {@code
 * rejections.jsonl}, a line of JSON for each file.
 */
public final class PredictImages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PredictImages() {}

  /** What the pipeline is told. */
  public interface Options extends PipelineOptions {
    /** Returns the pattern of the image files. */
    @Description("PNG and JPEG files, such as photos/*.png")
    @Validation.Required
    String getImages();

    /**
     * Sets the pattern.
     *
     * @param pattern the pattern of the image files
     */
    void setImages(String pattern);

    /** Returns the path of the model. */
    @Description("A model.onnx that takes images, UINT8 [N, height, width, channels]")
    @Validation.Required
    String getModel();

    /**
     * Sets the path of the model.
     *
     * @param path the path of a {@code model.onnx}
     */
    void setModel(String path);

    /** Returns the folder of the results. */
    @Description("The folder of the results")
    @Validation.Required
    String getOutput();

    /**
     * Sets the folder of the results.
     *
     * @param folder the folder
     */
    void setOutput(String folder);
  }

  /**
   * Runs the pipeline.
   *
   * @param args {@code --images}, {@code --model} and {@code --output}, and any options of Beam
   */
  public static void main(String[] args) {
    Options options = PipelineOptionsFactory.fromArgs(args).withValidation().as(Options.class);
    Pipeline pipeline = Pipeline.create(options);
    apply(pipeline, options);
    pipeline.run().waitUntilFinish();
  }

  // region pipeline
  static void apply(Pipeline pipeline, Options options) {
    Feed<ReadableFile> feed = (file, slots) -> slots.encodedImage(file.readFullyAsBytes());
    PCollectionTuple results =
        pipeline
            .apply("Find", FileIO.match().filepattern(options.getImages()))
            .apply("Open", FileIO.readMatches())
            .apply("Predict", Predict.of(ModelFile.at(options.getModel()), feed));
    results
        .get(Predict.<ReadableFile>predictions())
        .apply("Describe", ParDo.of(new DescribePrediction()))
        .apply("Write", write(options, "predictions"));
    results
        .get(Predict.<ReadableFile>rejections())
        .apply("Explain", ParDo.of(new DescribeRejection()))
        .apply("Write rejections", write(options, "rejections"));
  }

  // endregion

  private static TextIO.Write write(Options options, String name) {
    return TextIO.write()
        .to(options.getOutput() + "/" + name)
        .withSuffix(".jsonl")
        .withoutSharding();
  }

  private static final class DescribePrediction extends DoFn<Prediction<ReadableFile>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Prediction<ReadableFile> prediction, OutputReceiver<String> out)
        throws JsonProcessingException {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", name(prediction.input()));
      prediction.label().ifPresent(label -> line.put("label", label));
      line.put("probabilities", prediction.probabilities());
      out.output(JSON.writeValueAsString(line));
    }
  }

  private static final class DescribeRejection extends DoFn<Rejection<ReadableFile>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Rejection<ReadableFile> rejection, OutputReceiver<String> out)
        throws JsonProcessingException {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", name(rejection.input()));
      line.put("reason", rejection.reason());
      out.output(JSON.writeValueAsString(line));
    }
  }

  private static String name(ReadableFile file) {
    return file.getMetadata().resourceId().toString();
  }
}
