// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/activity/argument_editor.h"

namespace steward {

class Theme;

/// For an operation without arguments of its own: says what it does.
class PlainEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    PlainEditor(const Theme &theme, const QString &description, const QString &confirmText, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override { return {}; }
    void restore(const QJsonObject &) override { }
    [[nodiscard]] QString confirmText() const override { return m_confirmText; }

private:
    QString m_confirmText;
};

} // namespace steward
