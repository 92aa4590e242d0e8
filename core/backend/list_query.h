// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace steward {

/// A list as data: which view, which conditions, which order. The library composes one statement from it, or one
/// request; values are always bound. A column of a list must be declared filterable or sortable in market.view_column;
/// `id` always is, and a view without any declaration is a small one, of which any column may be compared.
class ListQuery final {
public:
    enum class Comparison { Equals, OneOf, From, Before, StartsWith, IsNull, IsNotNull };

    struct Condition {
        Condition(QString name, Comparison how, QStringList bound)
            : column(std::move(name))
            , comparison(how)
            , values(std::move(bound))
        {
        }
        QString column;
        Comparison comparison;
        QStringList values; ///< in PostgreSQL's text form
        bool operator==(const Condition &) const = default;
    };

    explicit ListQuery(QString view)
        : m_view(std::move(view))
    {
    }

    ListQuery &where(QString column, Comparison comparison, QStringList values)
    {
        m_conditions.append(Condition(std::move(column), comparison, std::move(values)));
        return *this;
    }
    /// Words a person typed, found by the view's own match function (`api.booking_match`); fewer than three letters
    /// find nothing.
    ListQuery &matching(QString function, QString words);
    /// By `column`, then by id. A page is ordered by id, newest first, when never called; a read is in no order then, or in
    /// its function's.
    ListQuery &orderedBy(QString column, bool descending);
    /// Only these columns; all when never called.
    ListQuery &columns(QStringList names);
    /// For an operator limited to few markets: the query is laid out market by market, so that an index's order is
    /// used.
    ListQuery &inMarkets(QList<int> ids);
    /// The bound of a read(); 1,000 when never called.
    ListQuery &atMost(int rows);
    /// For a read(): the view is a function of these arguments, in its parameters' order; those at the end may be left
    /// out where it has defaults. It computes, so it is asked beside the quick questions and never holds them up.
    ListQuery &given(QStringList arguments);

    /// A cursor at a known place of this list's order (the sort column's value in PostgreSQL's text form), for jumps.
    [[nodiscard]] QByteArray cursorAt(const QString &sortValue, qint64 id) const;

    [[nodiscard]] const QString &view() const { return m_view; }
    [[nodiscard]] const QList<Condition> &conditions() const { return m_conditions; }
    [[nodiscard]] bool isOrdered() const { return m_ordered; }
    [[nodiscard]] const QString &sortColumn() const { return m_sort; }
    [[nodiscard]] bool isDescending() const { return m_descending; }
    [[nodiscard]] const QStringList &columnNames() const { return m_columns; }
    [[nodiscard]] const QString &matchFunction() const { return m_matchFunction; }
    [[nodiscard]] const QString &words() const { return m_words; }
    [[nodiscard]] const QList<int> &markets() const { return m_markets; }
    [[nodiscard]] int bound() const { return m_bound; }
    [[nodiscard]] const std::optional<QStringList> &arguments() const { return m_arguments; }

private:
    QString m_view;
    QList<Condition> m_conditions;
    QString m_sort = QStringLiteral("id");
    bool m_descending = true;
    bool m_ordered = false;
    QStringList m_columns;
    QString m_matchFunction;
    QString m_words;
    QList<int> m_markets;
    int m_bound = 1000;
    std::optional<QStringList> m_arguments;
};

} // namespace steward
