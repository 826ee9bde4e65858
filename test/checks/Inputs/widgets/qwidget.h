// Stand-in for widgets without a namespace, from a directory that is no system
// directory.
#pragma once

class QWidget {
public:
  void show();
};
