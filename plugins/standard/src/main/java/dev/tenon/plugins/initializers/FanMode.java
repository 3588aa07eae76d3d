package dev.tenon.plugins.initializers;

/** By which number of connections variance-scaling initializers divide. */
public enum FanMode {
  /** By how many inputs an output depends on, which keeps the variance of what goes forward. */
  FAN_IN {
    @Override
    double of(Fans fans) {
      return fans.in();
    }
  },
  /** By how many outputs an input reaches, which keeps the variance of gradients. */
  FAN_OUT {
    @Override
    double of(Fans fans) {
      return fans.out();
    }
  },
  /** By the mean of both. */
  FAN_AVG {
    @Override
    double of(Fans fans) {
      return (fans.in() + fans.out()) / 2;
    }
  };

  abstract double of(Fans fans);
}
