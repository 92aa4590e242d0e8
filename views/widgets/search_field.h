// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QLineEdit>
#include <QTimer>

namespace steward {

class Button;

/// A field to search or filter by, with its key ("/") shown while it is empty and a button that empties it.
/// Escape empties it, and when empty gives the focus back (`escaped`).
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    /// `name` is what assistive technology calls it; `placeholder` what it shows when empty.
    SearchField(const Theme &theme, const QString &name, const QString &placeholder, QWidget *parent = nullptr);

    void setKeyHint(const QString &key);
    /// Shows `text` as what is searched for already: nothing is emitted.
    void setQuery(const QString &text);
    /// How long typing must rest before `settled` is emitted; 150 ms unless told.
    void setDelay(int delay_ms);

signals:
    /// The text to search for, trimmed, once typing rests or Enter is pressed; only when it was edited since the last one.
    void settled(const QString &text);
    void escaped();
    /// Down was pressed: the operator wants into the list that this field filters.
    void downPressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void settle();
    void arrange();

    const Theme &m_theme;
    Button *m_clear;
    QTimer m_rest;
    QString m_hint;
    bool m_edited = false;
};

} // namespace steward
