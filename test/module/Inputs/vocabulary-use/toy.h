namespace toy {
struct job;
struct returned; // forgotten
int finish_in();
} // namespace toy
