// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/list_statement.h"

#include "core/backend/list_cursor.h"

#include <QCoreApplication>

#include <algorithm>

namespace steward {

namespace {

using Comparison = ListQuery::Comparison;
constexpr int largestPage = 1'000;
constexpr qsizetype mostCombinations = 12; // each reads a page of its own before the best of all are taken
const QString marketColumn = QStringLiteral("market_id");

Error invalid(const QString &message)
{
    return Error(Error::Kind::Invalid, message, {}, QStringLiteral("list"));
}

QString bareName(const QString &view)
{
    return view.startsWith(u"api.") ? view.mid(4) : view;
}

/// Our own names only: lower case, digits and underscores. So they need no escaping, and nothing else gets through.
bool isName(const QString &text)
{
    return !text.isEmpty() && text.size() < 64 && !text.front().isDigit() && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
}

QByteArray quoted(const QString &name)
{
    return '"' + name.toLatin1() + '"';
}

/// An array literal: every element quoted, so that none is taken for a null, a brace or a comma.
QByteArray arrayLiteral(const QStringList &values)
{
    QByteArray literal = "{";
    for (const QString &value : values) {
        QByteArray escaped = value.toUtf8();
        escaped.replace('\\', "\\\\").replace('"', "\\\"");
        literal += (literal.size() > 1 ? ",\"" : "\"") + escaped + '"';
    }
    return literal + '}';
}

/// Puts a statement together: conditions that are present only, every value bound.
class Composer final {
public:
    enum class Kind { List, Small };
    Composer(const ListQuery &query, const ListColumns &columns, Kind kind)
        : m_query(query)
        , m_columns(columns)
        , m_kind(kind)
        , m_view(bareName(query.view()))
        , m_conditions(query.conditions())
    {
        if (query.markets().isEmpty())
            return;
        QStringList ids;
        for (const int id : query.markets())
            ids.append(QString::number(id));
        m_conditions.prepend(ListQuery::Condition(marketColumn, Comparison::OneOf, ids));
    }

    /// Takes the conditions of few values out, to be laid out value by value: each combination in the order of its own
    /// index, then the few that each gave. `= any` would read a whole index, or sort all that it finds. Returns the
    /// rows of combinations, empty if there is nothing to lay out; `first` gets what joins them.
    QByteArray layOut(QByteArrayList &first)
    {
        if (!m_query.matchFunction().isEmpty())
            return {}; // the words have found at most a few thousand
        QList<QByteArrayList> combinations { {} };
        QByteArrayList names;
        for (qsizetype i = 0; i < m_conditions.size();) {
            const auto values = fewValuesOf(m_conditions[i], mostCombinations / combinations.size());
            if (!values) {
                ++i;
                continue;
            }
            const QString column = m_conditions[i].column;
            checkFilterable(column);
            names.append('k' + QByteArray::number(names.size()));
            first.append("v." + quoted(column) + " = k." + names.back());
            QList<QByteArrayList> longer;
            for (const QString &value : *values) {
                const QByteArray bound = bind(value.toUtf8()) + "::" + typeOf(column).toLatin1();
                for (const QByteArrayList &combination : combinations)
                    longer.append(combination + QByteArrayList { bound });
            }
            combinations = longer;
            m_conditions.removeAt(i);
        }
        if (names.isEmpty())
            return {};
        QByteArrayList rows;
        for (const QByteArrayList &combination : combinations)
            rows.append('(' + combination.join(", ") + ')');
        return "(values " + rows.join(", ") + ") k(" + names.join(", ") + ')';
    }
    /// Does the list's order come from an index whatever the values are? Then one plan fits all of them.
    [[nodiscard]] bool isIndexOrdered() const
    {
        return m_query.matchFunction().isEmpty() && std::ranges::all_of(m_conditions, [this](const auto &condition) {
                   switch (condition.comparison) {
                   case Comparison::Equals:
                       return true;
                   case Comparison::From:
                   case Comparison::Before:
                       return condition.column == m_query.sortColumn();
                   case Comparison::OneOf:
                       return condition.values.size() == 1;
                   case Comparison::StartsWith:
                   case Comparison::IsNull:
                   case Comparison::IsNotNull:
                       break;
                   }
                   return false;
               });
    }

    QByteArray bind(QByteArray value)
    {
        m_statement.values.append(std::move(value));
        return '$' + QByteArray::number(m_statement.values.size());
    }
    void fail(const QString &message)
    {
        if (!m_error)
            m_error = invalid(message);
    }
    QByteArray from()
    {
        if (!isName(m_view))
            fail(QCoreApplication::translate("List", "There is no list called “%1”.").arg(m_view));
        if (!m_query.arguments())
            return " from api." + quoted(m_view) + " v";
        if (m_kind == Kind::List) // pages and counts lean on a view's order and indexes
            fail(QCoreApplication::translate("List", "“%1” is computed, and can only be read as a whole.").arg(m_view));
        QByteArrayList bound;
        for (const QString &argument : *m_query.arguments())
            bound.append(bind(argument.toUtf8()));
        return " from api." + quoted(m_view) + '(' + bound.join(", ") + ") v";
    }
    /// " where … and …", with `first` in front of the query's own conditions; empty if there are none.
    QByteArray conditions(QByteArrayList all = {})
    {
        for (const auto &condition : m_conditions)
            all.append(compare(condition));
        if (!m_query.matchFunction().isEmpty()) {
            const QString function = bareName(m_query.matchFunction());
            if (!isName(function))
                fail(QCoreApplication::translate("List", "There is no search called “%1”.").arg(function));
            all.append("v.id = any (array(select api." + quoted(function) + '(' + bind(m_query.words().toUtf8())
                       + ")))");
        }
        return all.isEmpty() ? QByteArray() : " where " + all.join(" and ");
    }
    QByteArray selected(const char *alias)
    {
        if (m_query.columnNames().isEmpty())
            return QByteArray(alias) + ".*";
        QStringList names = m_query.columnNames();
        if (m_kind == Kind::List) { // cursors are made of these
            for (const QString &needed : { m_query.sortColumn(), QStringLiteral("id") }) {
                if (!names.contains(needed))
                    names.append(needed);
            }
        }
        QByteArrayList list;
        for (const QString &name : names) {
            if (!isName(name))
                fail(QCoreApplication::translate("List", "There is no column called “%1”.").arg(name));
            list.append(QByteArray(alias) + '.' + quoted(name));
        }
        return list.join(", ");
    }
    QByteArray order(const char *alias, bool descending)
    {
        const QString &sort = m_query.sortColumn();
        if (sort != u"id" && (!isName(sort) || (!isFree() && !m_columns.isSortable(m_view, sort))))
            fail(QCoreApplication::translate("List", "This list cannot be sorted by “%1”.").arg(sort));
        const QByteArray way = descending ? " desc" : "";
        const QByteArray id = QByteArray(alias) + ".id" + way;
        return " order by " + (sort == u"id" ? id : QByteArray(alias) + '.' + quoted(sort) + way + ", " + id);
    }
    /// What lies beyond a position, in the given direction of the order.
    QByteArray beyond(const ListPosition &position, bool descending)
    {
        const QByteArray sign = descending ? " < " : " > ";
        if (m_query.sortColumn() == u"id")
            return "v.id" + sign + bind(position.id);
        const QByteArray sort = bind(position.sort);
        return "(v." + quoted(m_query.sortColumn()) + ", v.id)" + sign + '(' + sort + ", " + bind(position.id) + ')';
    }
    Result<ListStatement> finish(QByteArray text)
    {
        if (m_error)
            return std::unexpected(*m_error);
        m_statement.text = std::move(text);
        m_statement.isIndexOrdered = isIndexOrdered();
        return m_statement;
    }

private:
    /// A small view of which nothing is declared: no index has to serve it.
    [[nodiscard]] bool isFree() const { return m_kind == Kind::Small && !m_columns.knows(m_view); }

    void checkFilterable(const QString &name)
    {
        const bool isAlways = name == u"id" || (name == marketColumn && !m_query.markets().isEmpty());
        if (!isName(name) || (!isAlways && !isFree() && !m_columns.isFilterable(m_view, name)))
            fail(QCoreApplication::translate("List", "This list cannot be filtered by “%1”.").arg(name));
    }
    [[nodiscard]] QString typeOf(const QString &column) const
    {
        return column == marketColumn ? QStringLiteral("integer") : m_columns.typeOf(m_view, column);
    }
    /// The two or more different values of a condition that can be laid out. Different in the column's own type, or a
    /// row would come twice: so texts and whole numbers only.
    [[nodiscard]] std::optional<QStringList> fewValuesOf(const ListQuery::Condition &condition, qsizetype most) const
    {
        const QString type = typeOf(condition.column);
        const bool isNumber = type == u"integer" || type == u"bigint";
        if (condition.comparison != Comparison::OneOf || condition.values.size() < 2 || (!isNumber && type != u"text"))
            return std::nullopt;
        QStringList values = condition.values;
        for (QString &value : values) {
            bool isWhole = true;
            if (isNumber)
                value = QString::number(value.toLongLong(&isWhole));
            if (!isWhole)
                return std::nullopt; // the server says what is wrong with it
        }
        values.removeDuplicates();
        return values.size() > most ? std::nullopt : std::optional(values);
    }

    QByteArray compare(const ListQuery::Condition &condition)
    {
        const QString &name = condition.column;
        checkFilterable(name);
        const bool takesNone
            = condition.comparison == Comparison::IsNull || condition.comparison == Comparison::IsNotNull;
        const bool takesAny = condition.comparison == Comparison::OneOf;
        if (!takesAny && condition.values.size() != (takesNone ? 0 : 1)) {
            fail(QCoreApplication::translate("List", "A filter by “%1” needs one value.").arg(name));
            return {};
        }
        const QByteArray column = "v." + quoted(name);
        switch (condition.comparison) {
        case Comparison::Equals:
            return column + " = " + bind(condition.values[0].toUtf8());
        case Comparison::OneOf:
            if (condition.values.size() == 1)
                return column + " = " + bind(condition.values[0].toUtf8());
            return column + " = any (" + bind(arrayLiteral(condition.values)) + ')';
        case Comparison::From:
            return column + " >= " + bind(condition.values[0].toUtf8());
        case Comparison::Before:
            return column + " < " + bind(condition.values[0].toUtf8());
        case Comparison::StartsWith:
            return column + " ^@ " + bind(condition.values[0].toUtf8());
        case Comparison::IsNull:
            return column + " is null";
        case Comparison::IsNotNull:
            return column + " is not null";
        }
        return {};
    }

    const ListQuery &m_query;
    const ListColumns &m_columns;
    Kind m_kind;
    QString m_view;
    QList<ListQuery::Condition> m_conditions; ///< of the query, markets included
    ListStatement m_statement;
    std::optional<Error> m_error;
};

} // namespace

void ListColumns::declare(const QString &view, const QString &column, bool filterable, bool sortable,
                          const QString &type)
{
    Columns &columns = m_views[bareName(view)];
    columns.types.insert(column, type);
    if (filterable)
        columns.filterable.insert(column);
    if (sortable)
        columns.sortable.insert(column);
}

bool ListColumns::isFilterable(const QString &view, const QString &column) const
{
    return m_views.value(bareName(view)).filterable.contains(column);
}

QString ListColumns::typeOf(const QString &view, const QString &column) const
{
    return m_views.value(bareName(view)).types.value(column);
}

bool ListColumns::isSortable(const QString &view, const QString &column) const
{
    return m_views.value(bareName(view)).sortable.contains(column);
}

Result<ListStatement> pageStatement(const ListQuery &query, const PageRequest &where, const ListColumns &columns)
{
    if (where.limit < 1 || where.limit > largestPage)
        return std::unexpected(
            invalid(QCoreApplication::translate("List", "A page has 1 to %1 rows.").arg(largestPage)));
    const bool backward = where.direction == PageRequest::Direction::Backward;
    const bool descending = query.isDescending() != backward;
    const QByteArray limit = " limit " + QByteArray::number(where.limit + 1);

    Composer composer(query, columns, Composer::Kind::List);
    QByteArrayList first;
    const QByteArray combinations = composer.layOut(first);
    if (!where.cursor.isEmpty()) {
        const auto position = positionOf(query, where.cursor);
        if (!position)
            return std::unexpected(invalid(
                QCoreApplication::translate("List", "This place in the list is not known; start again at its top.")));
        first.append(composer.beyond(*position, descending));
    }
    const QByteArray source = composer.from() + composer.conditions(first) + composer.order("v", descending) + limit;
    if (combinations.isEmpty())
        return composer.finish("select " + composer.selected("v") + source);
    return composer.finish("select r.* from " + combinations + " cross join lateral (select " + composer.selected("v")
                           + source + ") r" + composer.order("r", descending) + limit);
}

namespace {

/// A small view, of which nothing is declared, is counted by any of its columns, as it is read.
Composer::Kind kindOfCount(const ListQuery &query, const ListColumns &columns)
{
    return query.arguments() || columns.knows(bareName(query.view())) ? Composer::Kind::List : Composer::Kind::Small;
}

} // namespace

Result<ListStatement> countStatement(const ListQuery &query, const ListColumns &columns)
{
    Composer composer(query, columns, kindOfCount(query, columns));
    const QByteArray source = composer.from() + composer.conditions();
    return composer.finish("select count(*) from (select 1" + source + " limit "
                           + QByteArray::number(exactCountLimit + 1) + ") n");
}

Result<ListStatement> estimateStatement(const ListQuery &query, const ListColumns &columns)
{
    Composer composer(query, columns, kindOfCount(query, columns));
    const QByteArray source = composer.from() + composer.conditions();
    return composer.finish("explain (format json) select 1" + source);
}

Result<ListStatement> readStatement(const ListQuery &query, const ListColumns &columns)
{
    Composer composer(query, columns, Composer::Kind::Small);
    QByteArray source = composer.from(); // one after the other: each binds its values
    source += composer.conditions();
    if (query.isOrdered())
        source += composer.order("v", query.isDescending());
    const QByteArray selected = composer.selected("v");
    return composer.finish("select " + selected + source + " limit " + QByteArray::number(query.bound()));
}

} // namespace steward
