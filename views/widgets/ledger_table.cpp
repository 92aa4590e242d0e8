// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/ledger_table.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int line_height = 20;
constexpr int sum_height = 26;
enum Column { account, debit, credit, columns };
} // namespace

class LedgerTable::Model final : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    void set(const QList<ShownLedgerLine> &lines, const Currency &currency)
    {
        beginResetModel();
        m_lines = lines;
        m_currency = currency;
        m_debit = m_credit = 0;
        for (const ShownLedgerLine &line : lines) {
            m_debit += line.debit.minor;
            m_credit += line.credit.minor;
        }
        endResetModel();
    }

    [[nodiscard]] std::int64_t difference() const { return m_debit - m_credit; }
    [[nodiscard]] bool isSum(int row) const { return row == m_lines.size(); }
    [[nodiscard]] QString amount(std::int64_t minor) const { return formatAmount(Money { minor, m_currency }, QLocale()); }
    [[nodiscard]] const Currency &currency() const { return m_currency; }

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() || m_lines.isEmpty() ? 0 : static_cast<int>(m_lines.size()) + 1;
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : columns; }

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
            return {};
        return section == account ? m_currency.code : section == debit ? LedgerTable::tr("Debit") : LedgerTable::tr("Credit");
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
            return {};
        if (isSum(index.row())) {
            if (index.column() != account)
                return amount(index.column() == debit ? m_debit : m_credit);
            if (role == Qt::DisplayRole)
                return LedgerTable::tr("Sum");
            return difference() == 0 ? LedgerTable::tr("Sum, debit and credit agree") : LedgerTable::tr("Sum, off by %1").arg(amount(difference()));
        }
        const ShownLedgerLine &line = m_lines[index.row()];
        if (index.column() == account)
            return line.account;
        const std::int64_t minor = index.column() == debit ? line.debit.minor : line.credit.minor;
        return minor == 0 ? QString() : amount(minor);
    }

private:
    QList<ShownLedgerLine> m_lines;
    Currency m_currency;
    std::int64_t m_debit = 0;
    std::int64_t m_credit = 0;
};

class LedgerTable::Painter final : public QStyledItemDelegate
{
public:
    Painter(const Theme &theme, const Model *model, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_model(model)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setLayoutDirection(option.direction);
        const bool sum = m_model->isSum(index.row());
        const QString text = index.data().toString();
        if (index.column() == account) {
            paintText(painter, option.rect, text, m_theme.font(Type::Small, sum ? QFont::Medium : QFont::Normal), m_theme.colour(sum ? Token::Text : Token::Text2));
            if (sum)
                paintCheck(painter, option, QFontMetrics(m_theme.font(Type::Small, QFont::Medium)).horizontalAdvance(text) + 10);
        } else {
            const bool rtl = option.direction == Qt::RightToLeft;
            paintTabular(painter, option.rect, text, m_theme.font(Type::Small, QFont::Medium), m_theme.colour(Token::Text), rtl ? Qt::AlignLeft : Qt::AlignRight);
        }
        if (sum)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1), m_theme.colour(Token::Border));
        const auto *view = qobject_cast<const QTableView *>(option.widget);
        if (view != nullptr && hasKeyboardFocus(view) && view->currentIndex() == index)
            paintFocusRing(painter, m_theme, QRectF(option.rect).adjusted(-1, 0, 1, 0), 4);
        painter->restore();
    }

private:
    void paintCheck(QPainter *painter, const QStyleOptionViewItem &option, int left) const
    {
        const std::int64_t off = m_model->difference();
        const QColor colour = m_theme.colour(off == 0 ? Token::Ok : Token::Bad);
        const QRect &box = option.rect;
        const auto visual = [&](const QRect &logical) { return QStyle::visualRect(option.direction, box, logical); };
        paintIcon(painter, off == 0 ? u"check"_s : u"triangle-alert"_s, visual(QRect(box.left() + left, box.center().y() - 6, 14, 14)), colour);
        const QString text = off == 0 ? m_model->amount(0) : LedgerTable::tr("off by %1").arg(m_model->amount(off));
        paintText(painter, visual(box.adjusted(left + 18, 0, 0, 0)), text, m_theme.font(Type::Small, QFont::Medium), colour);
    }

    const Theme &m_theme;
    const Model *m_model;
};

LedgerTable::LedgerTable(const Theme &theme, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(new Model(this))
{
    setAccessibleName(name);
    setModel(m_model);
    setItemDelegate(new Painter(theme, m_model, this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_TransparentForMouseEvents); // the panel around it scrolls
    horizontalHeader()->hide(); // the panel's own row names the columns; assistive technology still reads these
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(line_height);
    verticalHeader()->setDefaultSectionSize(line_height);
    horizontalHeader()->setMinimumSectionSize(10);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

LedgerTable::~LedgerTable() = default;

void LedgerTable::setLines(const QList<ShownLedgerLine> &lines, const Currency &currency)
{
    m_model->set(lines, currency);
    m_figureWidth = 64;
    const QFont figures = m_theme.font(Type::Small, QFont::Medium);
    for (int row = 0; row < m_model->rowCount({}); ++row)
        for (const Column column : { debit, credit })
            m_figureWidth = std::max(m_figureWidth, static_cast<int>(tabularWidth(m_model->index(row, column).data().toString(), figures)) + 12);
    if (!lines.isEmpty()) {
        setRowHeight(static_cast<int>(lines.size()), sum_height);
        setCurrentIndex(m_model->index(0, 0)); // a screen reader that finds focus without a current cell fails in Qt 6.4
    }
    updateGeometry();
}

bool LedgerTable::isBalanced() const
{
    return m_model->difference() == 0;
}

QSize LedgerTable::sizeHint() const
{
    const int rows = m_model->rowCount({});
    return { 260, rows == 0 ? 0 : (rows - 1) * line_height + sum_height };
}

QSize LedgerTable::minimumSizeHint() const
{
    return { 200, sizeHint().height() };
}

void LedgerTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    setColumnWidth(debit, m_figureWidth);
    setColumnWidth(credit, m_figureWidth);
    setColumnWidth(account, viewport()->width() - 2 * m_figureWidth);
}

} // namespace steward
