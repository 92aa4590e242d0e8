// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QSplitter>

namespace steward {

/// A list, the details of what is chosen in it, and a form for what is done to it, side by side as far as there is
/// room. With less, what was opened last stands in front of what it came from; closing it leads back there.
///
///     wide      list │ details │ form          medium    details │ form (the list waits behind)
///     narrow    details (the list waits), form (both wait)
class Panes final : public QSplitter
{
    Q_OBJECT

public:
    Panes(QWidget *list, QWidget *details, QWidget *form, QWidget *parent = nullptr);

    void showDetails(bool shown);
    void showForm(bool shown);
    [[nodiscard]] bool areDetailsShown() const { return m_detailsShown; }
    /// Whether the list stands behind, so that a way back to it must be offered.
    [[nodiscard]] bool isListHidden() const { return m_list->isHidden(); }

    [[nodiscard]] QJsonObject widths() const;
    void setWidths(const QJsonObject &widths);

signals:
    void arranged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void rememberWidths();

    QWidget *m_list, *m_details, *m_form;
    int m_detailsWidth, m_formWidth;
    bool m_detailsShown = false, m_formShown = false;
};

} // namespace steward
