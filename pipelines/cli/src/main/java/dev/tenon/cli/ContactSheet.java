package dev.tenon.cli;

import dev.tenon.spi.Image;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/**
 * Images in rows and columns, with a name and a note before each row and a heading above each
 * column. Small images are magnified: each pixel is a square of whole pixels.
 *
 * @param headings the columns' headings
 * @param rows the rows; all their images have one size
 */
record ContactSheet(List<String> headings, List<Row> rows) {
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final int GAP = 8;

  /** Images whose longer side is shorter than half of this are magnified. */
  private static final int SIDE = 128;

  /**
   * A row.
   *
   * @param name what it shows
   * @param note what else is to be known of it
   * @param images its images, one for each heading
   */
  record Row(String name, String note, List<Image> images) {}

  /** Returns how many pixels of the sheet, in each direction, make one of an image. */
  int scale() {
    return scale(first().height(), first().width());
  }

  private static int scale(int height, int width) {
    return Math.max(1, SIDE / Math.max(height, width));
  }

  /** Returns about how many pixels a sheet has for each image of a size. */
  static double pixels(int height, int width) {
    int scale = scale(height, width);
    int least = SIDE / 2;
    return (double) Math.max(least, height * scale) * Math.max(least, width * scale);
  }

  private Image first() {
    return rows.get(0).images().get(0);
  }

  private int cellHeight() {
    return first().height() * scale();
  }

  private int cellWidth(FontMetrics text) {
    int heading = headings.stream().mapToInt(text::stringWidth).max().orElse(0);
    return Math.max(first().width() * scale(), heading);
  }

  private int rowHeight(FontMetrics text) {
    return Math.max(cellHeight(), 2 * text.getHeight()) + GAP;
  }

  private int margin(FontMetrics text) {
    return 2 * GAP
        + rows.stream()
            .flatMap(row -> Stream.of(row.name(), row.note()))
            .mapToInt(text::stringWidth)
            .max()
            .orElse(0);
  }

  /** Draws the sheet. */
  BufferedImage draw() {
    FontMetrics text = metrics();
    int columnWidth = cellWidth(text) + GAP;
    int height = top(0, text) + rows.size() * rowHeight(text);
    int width = margin(text) + headings.size() * columnWidth;
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setFont(FONT);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(Color.BLACK);
      for (int column = 0; column < headings.size(); column++) {
        graphics.drawString(headings.get(column), left(column, text), GAP + text.getAscent());
      }
      for (int row = 0; row < rows.size(); row++) {
        draw(rows.get(row), top(row, text), graphics);
      }
    } finally {
      graphics.dispose();
    }
    paste(sheet, text);
    return sheet;
  }

  private void draw(Row row, int top, Graphics2D graphics) {
    FontMetrics text = graphics.getFontMetrics();
    graphics.setColor(Color.BLACK);
    graphics.drawString(row.name(), GAP, top + text.getAscent());
    graphics.setColor(Color.GRAY);
    graphics.drawString(row.note(), GAP, top + text.getHeight() + text.getAscent());
  }

  /** Sets the images' pixels as they are, without any conversion of colours. */
  private void paste(BufferedImage sheet, FontMetrics text) {
    for (int row = 0; row < rows.size(); row++) {
      List<Image> images = rows.get(row).images();
      for (int column = 0; column < images.size(); column++) {
        paste(images.get(column), sheet, top(row, text), left(column, text));
      }
    }
  }

  private void paste(Image image, BufferedImage sheet, int top, int left) {
    int scale = scale();
    for (int y = 0; y < image.height() * scale; y++) {
      for (int x = 0; x < image.width() * scale; x++) {
        sheet.setRGB(left + x, top + y, color(image, y / scale, x / scale));
      }
    }
  }

  /** The first three channels are red, green and blue; where there are fewer, the first is grey. */
  private static int color(Image image, int y, int x) {
    int red = image.at(y, x, 0);
    boolean colored = image.channels() >= 3;
    int green = colored ? image.at(y, x, 1) : red;
    int blue = colored ? image.at(y, x, 2) : red;
    return red << 16 | green << 8 | blue;
  }

  /** Returns where a row's images begin. */
  int top(int row) {
    return top(row, metrics());
  }

  private int top(int row, FontMetrics text) {
    return 2 * GAP + text.getHeight() + row * rowHeight(text);
  }

  /** Returns where a column's images begin. */
  int left(int column) {
    return left(column, metrics());
  }

  private int left(int column, FontMetrics text) {
    return margin(text) + column * (cellWidth(text) + GAP);
  }

  private static FontMetrics metrics() {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return graphics.getFontMetrics(FONT);
    } finally {
      graphics.dispose();
    }
  }
}
