"""What every page gets: banner, foot, policy, offline worker, smaller scripts."""
