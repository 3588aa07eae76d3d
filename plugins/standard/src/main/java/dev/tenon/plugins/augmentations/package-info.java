/**
 * Random changes of 8-bit images, under the names that Keras gives them.
 *
 * <p>What depends on a sample's value alone, and on how often values occur, becomes one table a
 * channel: brightness, contrast, gamma, inversion, posterization, solarization, equalization. What
 * depends on the colour of a pixel leaves images as they are that do not have three channels.
 *
 * <p>All are pure functions of the image and of the random numbers they are given, take any number
 * of channels, and leave the image itself where nothing is to be changed. Neighbours of one kind
 * are fused: geometry (flips, rotations, shifts, zooms, shears, projections, crops, bilinear
 * resizing) into one map, brightness and contrast into one table a channel. Geometry follows
 * Keras's {@code ImageDataGenerator}: changes are about the centre of the image, {@code ((height -
 * 1) / 2, (width - 1) / 2)}; values between pixels are interpolated bilinearly; what lies outside
 * the image takes the value of the nearest pixel, unless another fill mode is chosen.
 */
package dev.tenon.plugins.augmentations;
