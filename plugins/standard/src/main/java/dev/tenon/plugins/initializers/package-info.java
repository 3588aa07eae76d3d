/** First values of parameters, named as in Keras. */
package dev.tenon.plugins.initializers;
