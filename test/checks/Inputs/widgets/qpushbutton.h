#pragma once

#include "qwidget.h"

class QPushButton : public QWidget {
public:
  void click();
};
