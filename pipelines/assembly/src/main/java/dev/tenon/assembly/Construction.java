package dev.tenon.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import jakarta.inject.Inject;
import java.util.Arrays;

/**
 * Makes plug-ins, each with what it asks for. What it is given is made by an injector of its own,
 * which knows neither Tenon's parts nor another plug-in's: what one binds, no other sees.
 *
 * @param cache where fetched data sets are kept
 */
record Construction(DataCache cache) {
  /** Tells whether a plug-in asks for something. */
  static boolean asks(Class<? extends Plugin> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .anyMatch(constructor -> constructor.isAnnotationPresent(Inject.class));
  }

  /**
   * Makes a plug-in.
   *
   * @param type its class, which has a constructor of the kind that is needed
   * @param info what it says of itself
   * @throws ReflectiveOperationException if the constructor fails
   */
  Plugin make(Class<? extends Plugin> type, PluginInfo info) throws ReflectiveOperationException {
    return asks(type)
        ? Guice.createInjector(new Own(info)).getInstance(type)
        : type.getConstructor().newInstance();
  }

  /** What one plug-in can be given. */
  private final class Own extends AbstractModule {
    private final PluginInfo info;

    Own(PluginInfo info) {
      this.info = info;
    }

    @Override
    protected void configure() {
      binder().requireExactBindingAnnotations();
      binder().requireAtInjectOnConstructors();
      binder().disableCircularProxies();
      bind(DataCache.class).toInstance(cache);
      for (Class<?> module : info.modules()) {
        install(made(module));
      }
    }

    private Module made(Class<?> module) {
      if (!Module.class.isAssignableFrom(module)) {
        addError("%s, one of its modules, is no module of Guice", module.getName());
        return binder -> {};
      }
      try {
        var constructor = module.asSubclass(Module.class).getDeclaredConstructor();
        constructor.trySetAccessible();
        return constructor.newInstance();
      } catch (ReflectiveOperationException e) {
        addError("%s, one of its modules, cannot be made: %s", module.getName(), Faults.told(e));
        return binder -> {};
      }
    }
  }
}
