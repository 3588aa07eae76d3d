package dev.tenon.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.MapBinder;
import dev.tenon.experiment.Catalog;
import dev.tenon.experiment.Codec;
import dev.tenon.graph.Backend;
import dev.tenon.spi.DataCache;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/** Binds everything, strictly: nothing is injected that nobody bound. */
final class TenonModule extends AbstractModule {
  private final Options options;
  private final List<Contribution> contributions;
  private final Supplier<Backend> backend;

  TenonModule(Options options, List<Contribution> contributions, Supplier<Backend> backend) {
    this.options = options;
    this.contributions = contributions;
    this.backend = backend;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
    binder().requireAtInjectOnConstructors();
    binder().disableCircularProxies();
    bind(DataCache.class).toInstance(options.cache());
    bind(Registry.class).in(Singleton.class);
    bind(Catalog.class).to(Registry.class);
    bind(Tenon.class).in(Singleton.class);
    // Duplicates are let through here, so that the registry can name both owners.
    var byKey =
        MapBinder.newMapBinder(binder(), ContributionKey.class, Contribution.class)
            .permitDuplicates();
    for (Contribution contribution : contributions) {
      byKey
          .addBinding(new ContributionKey(contribution.kind(), contribution.id()))
          .toInstance(contribution);
    }
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
