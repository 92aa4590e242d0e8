// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effects.h"

#include <QDialog>

namespace steward {

class Theme;

/// A message as its recipient will read it, in their language and direction.
class MessageDialog final : public QDialog
{
    Q_OBJECT

public:
    MessageDialog(const Theme &theme, const MessageEffect &message, QWidget *parent = nullptr);
};

} // namespace steward
