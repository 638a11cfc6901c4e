"""What a maintainer runs: read, resolve, check, build, compare and publish a policy."""
