// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/rows_json.h"

namespace steward {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

void append(QByteArray &json, std::string_view text)
{
    json.append(text.data(), static_cast<qsizetype>(text.size()));
}

/// "2026-11-30 11:13:12.5+00" as "2026-11-30T11:13:12.5Z"; what is no such moment (infinity) as it stands.
void writeMoment(QByteArray &json, std::string_view text)
{
    constexpr std::size_t dayLength = 10;
    if (text.size() < dayLength + 1 || text[dayLength] != ' ' || !text.ends_with("+00"))
        return writeJsonText(json, text);
    json += '"';
    append(json, text.substr(0, dayLength));
    json += 'T';
    text.remove_prefix(dayLength + 1);
    text.remove_suffix(3);
    append(json, text);
    json += "Z\"";
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos; // NaN and Infinity are none
}

void writeValue(QByteArray &json, JsonForm::Kind kind, std::string_view text)
{
    switch (kind) {
    case JsonForm::Kind::Text:
        return writeJsonText(json, text);
    case JsonForm::Kind::Number:
        return isNumber(text) ? append(json, text) : writeJsonText(json, text);
    case JsonForm::Kind::Boolean:
        return append(json, text == "t" ? "true" : "false");
    case JsonForm::Kind::Json:
        return append(json, text);
    case JsonForm::Kind::Moment:
        return writeMoment(json, text);
    }
}

/// An array literal of one dimension, such as `{1,NULL,"b \"c\""}`. One of several is written as text, as it stands.
void writeArray(QByteArray &json, JsonForm::Kind kind, std::string_view literal)
{
    if (!literal.starts_with('{') || literal.starts_with("{{"))
        return writeJsonText(json, literal);
    json += '[';
    std::string element;
    bool isQuoted = false;
    bool isInside = false;
    bool isFirst = true;
    for (std::size_t i = 1; i < literal.size(); ++i) {
        const char c = literal[i];
        if (isInside && c == '\\' && i + 1 < literal.size()) {
            element += literal[++i];
        } else if (c == '"') {
            isInside = !isInside;
            isQuoted = true;
        } else if (isInside || (c != ',' && c != '}')) {
            element += c;
        } else if (isQuoted || !element.empty()) {
            json += isFirst ? "" : ",";
            isFirst = false;
            if (!isQuoted && element == "NULL")
                json += "null";
            else
                writeValue(json, kind, element);
            element.clear();
            isQuoted = false;
        }
    }
    json += ']';
}

} // namespace

JsonForm JsonForm::ofType(QByteArrayView type)
{
    JsonForm form;
    form.isArray = type.endsWith("[]");
    const QByteArrayView element = form.isArray ? type.chopped(2) : type;
    if (element == "bigint" || element == "integer" || element == "smallint" || element == "double precision" || element == "real" || element == "oid")
        form.kind = Kind::Number;
    else if (element == "boolean")
        form.kind = Kind::Boolean;
    else if (element == "jsonb" || element == "json")
        form.kind = Kind::Json;
    else if (element == "timestamp with time zone")
        form.kind = Kind::Moment;
    return form;
}

void JsonRows::write(QByteArray &json, const Rows::Row &row) const
{
    const Rows::Source &source = row.source();
    json += '{';
    bool isFirst = true;
    for (int i = 0; i < source.columnCount(); ++i) {
        const std::string_view name = source.columnName(i);
        const auto known = m_columns.constFind(QByteArray::fromRawData(name.data(), static_cast<qsizetype>(name.size())));
        if (known == m_columns.constEnd())
            continue;
        json += isFirst ? "\"" : ",\"";
        isFirst = false;
        append(json, name); // ours: no letter of it needs an escape
        json += "\":";
        const auto cell = row.cell(i);
        if (!cell)
            json += "null";
        else if (known->isArray)
            writeArray(json, known->kind, *cell);
        else
            writeValue(json, known->kind, *cell);
    }
    json += '}';
}

void writeJsonText(QByteArray &json, std::string_view text)
{
    json += '"';
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        append(json, text.substr(written, i - written));
        written = i + 1;
        json += '\\';
        if (c == '\n') {
            json += 'n';
        } else if (c >= 0x20) {
            json += static_cast<char>(c);
        } else {
            json += "u00";
            json += hexDigits[c >> 4U];
            json += hexDigits[c & 0xfU];
        }
    }
    append(json, text.substr(written));
    json += '"';
}

} // namespace steward
