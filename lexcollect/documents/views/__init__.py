"""Views: one module a paper. A view takes the material and returns ready text for its template."""
