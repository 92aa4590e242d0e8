// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/json_table.h"

#include "core/backend/decode_value.h"

#include <QCoreApplication>

#include <algorithm>

namespace steward {

namespace {

using detail::JsonValue;

Error notAsAgreed()
{
    return Error(Error::Kind::Protocol, QCoreApplication::translate("JsonTable", "The server's answer was not of the agreed form."),
        QCoreApplication::translate("JsonTable", "Is this program as new as the server?"), QStringLiteral("reply"));
}

/// Cells of their own: values of a parsed document last until the next one is parsed.
class JsonTable final : public Rows::Source
{
public:
    /// False: the item is no object, or has not the columns of those before.
    bool append(const JsonValue &item)
    {
        const auto members = item.members();
        if (!members)
            return false;
        if (m_names.empty()) {
            for (const auto &[name, value] : *members)
                m_names.emplace_back(name);
        }
        if (members->size() != m_names.size())
            return false;
        const std::size_t start = m_cells.size();
        m_cells.resize(start + m_names.size());
        std::size_t place = 0; // items are alike, so the next name is nearly always the next column
        for (const auto &[name, value] : *members) {
            if (place >= m_names.size() || m_names[place] != name)
                place = static_cast<std::size_t>(std::ranges::find(m_names, name) - m_names.begin());
            if (place >= m_names.size())
                return false;
            if (!value.isNull())
                m_cells[start + place] = value.cell();
            ++place;
        }
        ++m_rows;
        return true;
    }

    [[nodiscard]] int rowCount() const override { return m_rows; }
    [[nodiscard]] int columnCount() const override { return static_cast<int>(m_names.size()); }
    [[nodiscard]] std::string_view columnName(int column) const override { return m_names[static_cast<std::size_t>(column)]; }
    [[nodiscard]] std::optional<std::string_view> cell(int row, int column) const override
    {
        const auto &cell = m_cells[static_cast<std::size_t>(row) * m_names.size() + static_cast<std::size_t>(column)];
        return cell ? std::optional<std::string_view>(*cell) : std::nullopt;
    }

private:
    std::vector<std::string> m_names;
    std::vector<std::optional<std::string>> m_cells;
    int m_rows = 0;
};

/// A cursor, or none: the list ends there.
std::optional<QByteArray> cursorIn(const JsonValue &list, std::string_view name)
{
    const auto cursor = list.member(name);
    if (!cursor || cursor->isNull())
        return QByteArray();
    const auto text = cursor->text();
    return text ? std::optional(QByteArray(text->data(), static_cast<qsizetype>(text->size()))) : std::nullopt;
}

} // namespace

Result<JsonList> listOfJson(const QByteArray &json)
{
    const auto list = JsonValue::parse(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
    const auto items = list ? list->member("items") : std::nullopt;
    const auto each = items ? items->items() : std::nullopt;
    if (!each)
        return std::unexpected(notAsAgreed());
    auto table = std::make_shared<JsonTable>();
    for (const JsonValue &item : *each) {
        if (!table->append(item))
            return std::unexpected(notAsAgreed());
    }
    const auto previous = cursorIn(*list, "previous"), next = cursorIn(*list, "next");
    if (!previous || !next)
        return std::unexpected(notAsAgreed());
    JsonList read;
    read.rows = Rows(std::move(table));
    read.previous = *previous;
    read.next = *next;
    return read;
}

Result<Total> totalOfJson(const QByteArray &json)
{
    const auto answer = JsonValue::parse(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
    const auto count = answer ? answer->member("count") : std::nullopt;
    const auto exact = answer ? answer->member("exact") : std::nullopt;
    const auto rows = count ? count->integer() : std::nullopt;
    const auto isExact = exact ? exact->boolean() : std::nullopt;
    if (!rows || !isExact)
        return std::unexpected(notAsAgreed());
    return Total(*rows, *isExact);
}

} // namespace steward
