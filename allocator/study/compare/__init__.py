"""What differs between plans and between their inputs."""
