/** Random cases of every operator, shared by the tests of this module and of the backends. */
package dev.tenon.graph.cases;
