// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/list_statement.h"
#include "core/backend/rows_json.h"

#include <QJsonObject>

namespace steward {

/// A column of a view, or of what a function returns.
struct CatalogueColumn {
    CatalogueColumn() = default;
    QString name;
    QString type; ///< PostgreSQL's, without domains
    QString text; ///< may be empty
    bool isFilterable = false;
    bool isSortable = false;
};

struct CatalogueArgument {
    CatalogueArgument() = default;
    QString name;
    QString type;
    QString hint; ///< what it must be like, in a sentence; may be empty
    bool isRequired = false;
    bool isRedacted = false; ///< the audit does not hold it
};

/// A view of schema api, or a function that returns a table.
struct CatalogueRead {
    CatalogueRead() = default;
    QString name;
    QString text;
    QString match; ///< of a view: its match function; empty: it has none
    bool isFunction = false;
    bool isDeclared = false; ///< what it may be filtered and sorted by is declared; else it is a small one, read as a whole
    bool leavesTrace = false; ///< asking changes something, so that it is not asked by GET
    QList<CatalogueArgument> arguments;
    QList<CatalogueColumn> columns;

    [[nodiscard]] const CatalogueColumn *column(QStringView name) const;
    /// Its rows have an id that can stand in an address.
    [[nodiscard]] bool hasId() const;
    /// A row can also be asked for by its reference.
    [[nodiscard]] bool hasReference() const;
    [[nodiscard]] JsonRows asJson() const;
    [[nodiscard]] QStringList parameters() const;
};

struct CatalogueReason {
    CatalogueReason() = default;
    QString code;
    QString title;
    bool needsNote = false;
    bool isForOthers = false; ///< how somebody asked for whom it is done
};

struct CatalogueOperation {
    CatalogueOperation() = default;
    QString name;
    QString entity; ///< empty: it has no target
    QString title;
    QString text;
    QStringList roles; ///< of the area, that may run it for themselves
    QList<CatalogueArgument> arguments; ///< the target is not among them
    QString target; ///< the argument that the address gives
    QList<CatalogueReason> reasons;
    bool isDanger = false;
    bool needsReason = false;
    bool isUndoable = false;
    bool movesMoney = false;
    bool hasReference = false; ///< of its target
    bool isForOthers = false; ///< some of the area may do it for a customer or provider
};

/// What one area of the API may read and do.
struct CatalogueArea {
    CatalogueArea() = default;
    QString name;
    QStringList roles;
    QList<CatalogueRead> reads;
    QList<CatalogueOperation> operations;

    [[nodiscard]] ListColumns listColumns() const;
    /// Of the value of guard.area_catalogue(). Protocol: it is not of that form.
    [[nodiscard]] static Result<CatalogueArea> parse(const QJsonObject &object);
};

/// A name of the catalogue as it stands in an address: "override_cancel" is "override-cancel".
[[nodiscard]] QString addressOf(const QString &name);
/// "/v1/admin/booking/{id}/override-cancel"
[[nodiscard]] QString pathOf(const CatalogueArea &area, const CatalogueOperation &operation);
[[nodiscard]] QString pathOf(const CatalogueArea &area, const CatalogueRead &read);

} // namespace steward
