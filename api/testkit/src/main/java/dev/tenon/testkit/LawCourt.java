package dev.tenon.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Gives each test method of a contract its {@link Law}, and states whatever the method throws as
 * that law broken: a plug-in that fails in the middle of one is told the input and the seed, too.
 */
final class LawCourt implements ParameterResolver, TestExecutionExceptionHandler {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LawCourt.class);

  LawCourt() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Law.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return law(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    boolean states =
        List.of(context.getRequiredTestMethod().getParameterTypes()).contains(Law.class);
    if (states && thrown instanceof Exception && !(thrown instanceof TestAbortedException)) {
      throw law(context).broken("threw " + thrown, thrown);
    }
    throw thrown;
  }

  private static Law law(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(context.getUniqueId(), id -> lawOf(context), Law.class);
  }

  private static Law lawOf(ExtensionContext context) {
    Contract<?> contract = (Contract<?>) context.getRequiredTestInstance();
    String sentence = context.getRequiredTestMethod().getName().replace('_', ' ');
    return new Law(contract.extension(), sentence, contract.seed());
  }
}
