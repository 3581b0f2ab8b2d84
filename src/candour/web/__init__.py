"""The pages people see and the forms they fill in."""
