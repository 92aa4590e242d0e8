// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/activity/argument_editor.h"

class QPlainTextEdit;

namespace steward {

class Field;
class Theme;

/// Why a second person says no to a proposal, in their own words: whoever proposed it reads them.
class RejectionEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    RejectionEditor(const Theme &theme, const QString &proposer, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;

private:
    QPlainTextEdit *m_why;
};

} // namespace steward
