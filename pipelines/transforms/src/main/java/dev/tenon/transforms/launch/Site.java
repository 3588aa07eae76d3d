package dev.tenon.transforms.launch;

/** Where the steps of pipelines run, seen from the process that launches them. */
public enum Site {
  /** In the same process. */
  PROCESS,
  /** In other processes of the same machine, which have the same disks. */
  MACHINE,
  /** On other machines, or where the launcher cannot tell. */
  CLUSTER
}
