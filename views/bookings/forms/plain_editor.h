// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/activity/argument_editor.h"

namespace steward {

class Theme;

/// For an operation whose arguments, if it has any, are given: says what it does.
class PlainEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    PlainEditor(const Theme &theme, const QString &description, const QString &confirmText, QJsonObject given = {},
                QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override { return m_given; }
    void restore(const QJsonObject &) override { }
    [[nodiscard]] QString confirmText() const override { return m_confirmText; }

private:
    QString m_confirmText;
    QJsonObject m_given;
};

} // namespace steward
