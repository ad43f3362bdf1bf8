"""What the program is measured by: invented libraries of any size, and what building and reading them takes."""
