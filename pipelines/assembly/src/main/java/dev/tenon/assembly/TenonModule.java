package dev.tenon.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.tenon.experiment.Catalog;
import dev.tenon.experiment.Codec;
import dev.tenon.graph.Backend;
import dev.tenon.spi.DataCache;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Binds everything, strictly: nothing is injected that nobody bound. */
final class TenonModule extends AbstractModule {
  private final Options options;
  private final Registry registry;
  private final Supplier<Backend> backend;

  TenonModule(Options options, Registry registry, Supplier<Backend> backend) {
    this.options = options;
    this.registry = registry;
    this.backend = backend;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
    binder().requireAtInjectOnConstructors();
    binder().disableCircularProxies();
    bind(DataCache.class).toInstance(options.cache());
    bind(Registry.class).toInstance(registry);
    bind(Catalog.class).toInstance(registry);
    bind(Tenon.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  Codec codec(Catalog catalog) {
    return new Codec(catalog);
  }

  @Provides
  @Singleton
  Backend backend() {
    return backend.get();
  }
}
