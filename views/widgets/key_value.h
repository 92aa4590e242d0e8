// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QHash>
#include <QWidget>

class QGridLayout;

namespace steward {

class Label;

/// Facts as pairs of a name and a value that can be copied. The name is the value's buddy in words: "Start: Today 14:00".
class KeyValueGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyValueGrid(const Theme &theme, QWidget *parent = nullptr);

    /// Adds the fact or gives it another value. `hint` is the value's tool tip: the absolute time, the exact figure.
    void setFact(const QString &key, const QString &name, const QString &value, const QString &hint = {}, Token ink = Token::Text);
    /// Gives a fact any widget as its value; takes it.
    void setWidget(const QString &key, const QString &name, QWidget *value);
    /// Takes a fact away where it has no meaning.
    void removeFact(const QString &key);
    [[nodiscard]] QStringList keys() const { return m_rows.keys(); }
    [[nodiscard]] Label *value(const QString &key) const;
    /// The names' column, so that grids under each other align.
    void setNameWidth(int width);
    /// `page`.`key` become the object names of the values.
    void setNames(const QString &page);

private:
    struct Row {
        Label *name = nullptr;
        QWidget *value = nullptr;
    };

    Row &row(const QString &key, const QString &name, QWidget *made);

    const Theme &m_theme;
    QGridLayout *m_grid;
    QHash<QString, Row> m_rows;
    QString m_page;
};

} // namespace steward
