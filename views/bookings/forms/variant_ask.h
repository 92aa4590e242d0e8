// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

namespace steward {

struct BookingAction;

/// Which outcome an open form is to be compared with. (A menu would be nothing to assistive technology.)
class VariantAsk final : public Overlay
{
    Q_OBJECT

public:
    VariantAsk(const Theme &theme, const QList<BookingAction> &actions, QWidget *window);

    /// Opens it on the first of them.
    void ask();

signals:
    void chosen(const QString &operation);

protected:
    [[nodiscard]] QRect cardPlace() const override;

private:
    QList<QWidget *> m_buttons;
};

} // namespace steward
