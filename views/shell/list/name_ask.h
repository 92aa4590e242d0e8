// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

#include <functional>

class QLineEdit;

namespace steward {

class Button;
class Field;
class Label;

/// Asks what something is to be called. A name that cannot be had is refused at the field, in words that say what to do.
class NameAsk final : public Overlay
{
    Q_OBJECT

public:
    struct Question {
        QString title; ///< "Save the view"
        QString what; ///< what will bear the name
        QString name; ///< what it is called now
        QString confirm; ///< the button's word
        std::function<QString(const QString &)> problem; ///< why that name cannot be had; empty when it can
        std::function<void(const QString &)> then;
    };

    NameAsk(const Theme &theme, QWidget *window);

    void ask(const Question &question);

protected:
    [[nodiscard]] QRect cardPlace() const override;

private:
    void take();

    Question m_question;
    Label *m_title, *m_what;
    QLineEdit *m_typed;
    Field *m_field;
    Button *m_cancel, *m_confirm;
};

} // namespace steward
