#include <toy.h>
// CHECK-MESSAGES: 'in_a_comment'
int use(toy::job &Job) { return Job.finish() + toy::post_it(Job); }
